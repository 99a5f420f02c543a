import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Message } from './message.ts';
import { pageOfClient } from './store.ts';
import { isOfClient, Thread } from './thread.ts';

/** A conversation as the client sees it: nothing of who in the firm takes part in it or is to answer. */
export const PortalThread = Thread.pick({ id: true, clientId: true, subject: true, messages: true, lastAt: true })
  .extend({ waitsForYou: z.boolean(), isClosed: z.boolean(), version: z.int() })
  .meta({ id: 'PortalThread' });

export const PortalMessage = Message.pick({ id: true, number: true, text: true, at: true })
  .extend({
    from: z.enum(['firm', 'you', 'another of you']),
    /** Who of the firm wrote it. */
    name: z.string().optional(),
    documentIds: z.array(z.string()),
  })
  .meta({ id: 'PortalMessage' });

/** A limited contact sees what is addressed to them. */
export const isShownTo = ({ id, limited = [] }: Caller, thread: Thread): boolean =>
  thread.erasedAt === undefined && (!limited.includes(thread.clientId) || thread.contactIds.includes(id));

export const portalThread = ({
  id,
  clientId,
  subject,
  messages,
  lastAt,
  state,
  version,
}: Stored<Thread>): z.input<typeof PortalThread> => ({
  id,
  clientId,
  subject,
  messages,
  lastAt,
  waitsForYou: state === 'waits-for-them',
  isClosed: state === 'closed',
  version,
});

export const portalMessage = (
  { id, number, text, at, by, name, documentIds = [] }: Message,
  caller: Caller,
): z.input<typeof PortalMessage> => ({
  id,
  number,
  text,
  at,
  from: isOfClient(by) ? (by === caller.id ? 'you' : 'another of you') : 'firm',
  ...(name !== undefined && { name }),
  documentIds,
});

const mostClients = 50;
const mostOfClient = 50;

/** The newest conversations that this contact sees, over all their clients: for the portal’s home. */
export async function threadsFor(records: Records, caller: Caller): Promise<Stored<Thread>[]> {
  const pages = await Promise.all(
    (caller.scope.only ?? []).slice(0, mostClients).map((id) => pageOfClient(records, id, { limit: mostOfClient })),
  );
  const found = pages.flatMap(({ items }) => items).filter((thread) => isShownTo(caller, thread));
  return found.toSorted((a, b) => (a.lastAt > b.lastAt ? -1 : 1));
}
