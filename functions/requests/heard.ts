import type { Request } from './request.ts';

const mostHeard = 50;

/** Someone of the client did something about it: for a while nobody reminds them. */
export function heardFrom(request: Request, contactId: string, at: string): Request {
  const others = (request.heard ?? []).filter((one) => one.contactId !== contactId);
  return { ...request, heard: [...others.slice(1 - mostHeard), { contactId, at }] };
}
