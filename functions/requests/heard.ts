import type { Request } from './request.ts';

const mostHeard = 50;

/** Someone of the client did something about it: for a while nobody reminds them. */
export function heardFrom<T extends Pick<Request, 'heard'>>(request: T, contactId: string, at: string): T {
  const others = (request.heard ?? []).filter((one) => one.contactId !== contactId);
  return { ...request, heard: [...others.slice(1 - mostHeard), { contactId, at }] };
}
