import { broken } from '../../shared/errors.ts';
import type { Item } from './item.ts';
import { countsOf, isOver, isUnsent, type NewRequest, type Request, type RequestPatch } from './request.ts';

type Making = { id: string; clientId: string; by: string; now: string; taskId?: string; key?: string };

export function draft(
  { items: _, send: _send, jobId, taskId, why, consequence, senderId, ...input }: NewRequest,
  items: readonly Item[],
  { by, now, ...making }: Making,
): Request {
  return {
    ...making,
    ...input,
    ...(jobId !== undefined && { jobId }),
    ...(taskId !== undefined && { taskId }),
    ...(why !== undefined && { why }),
    ...(consequence !== undefined && { consequence }),
    senderId: senderId ?? by,
    status: 'draft',
    items: countsOf(items),
    createdBy: by,
    createdAt: now,
  };
}

export function change(request: Request, { items, why, consequence, ...patch }: RequestPatch): Request {
  if (isOver(request)) throw broken('This request is over; make a new one');
  if (items && !isUnsent(request))
    throw broken('It was sent: what is asked stays as it is. Waive what is not needed, and ask for the rest anew');
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const changed: Request = { ...request, ...(Object.fromEntries(given) as Partial<Request>) };
  // When people are next reminded is worked out anew; a day on which it goes out stays.
  if (!isUnsent(request)) delete changed.nextAt;
  for (const [name, value] of [
    ['why', why],
    ['consequence', consequence],
  ] as const) {
    if (value === null) delete changed[name];
    else if (value !== undefined) changed[name] = value;
  }
  return changed;
}

export function schedule(request: Request, at: string): Request {
  if (!isUnsent(request)) throw broken('This request was sent already');
  const { notSent: _, ...rest } = request;
  return { ...rest, status: 'scheduled', nextAt: at };
}

export function sent(request: Request, now: string): Request {
  if (!isUnsent(request)) throw broken('This request was sent already');
  const { notSent: _, nextAt: _next, ...rest } = request;
  return { ...rest, status: 'sent', sentAt: now };
}

/** A reason as a record keeps it. */
export const inOneLine = (why: string): string => Array.from(why).slice(0, 500).join('');

/** It was to go out and could not: it is a draft again that says why. */
export function failed(request: Request, why: string): Request {
  const { nextAt: _, ...rest } = request;
  return { ...rest, status: 'draft', notSent: inOneLine(why) };
}

export function cancel(request: Request, reason: string | undefined, now: string): Request {
  if (isOver(request)) throw broken('This request is over already');
  const { nextAt: _, ...rest } = request;
  return { ...rest, status: 'cancelled', cancelledAt: now, ...(reason !== undefined && { cancelReason: reason }) };
}
