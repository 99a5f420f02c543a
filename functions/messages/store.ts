import { entity, type RecordWrite, type Stored } from '../../shared/table/entity.ts';
import { start, type Tail } from '../../shared/events/chain.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Query, Write } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { partitionOfJob } from '../jobs/store.ts';
import { threadEvent } from './events.ts';
import { handOver, holders } from './holders.ts';
import { Message, say } from './message.ts';
import { spoken, Thread, type ThreadState } from './thread.ts';

const partition = (id: string) => `THREAD#${id}`;
const pk = 'THREAD';

export const threads = entity({
  name: 'thread',
  schema: Thread,
  key: (id: string) => ({ pk: partition(id), sk: 'THREAD' }),
  id: ({ id }) => id,
  indexes: ({ id, clientId, jobId, state, since, lastAt, assignedTo, mailing }) => ({
    byStatusPk: pk,
    byStatusSk: `${state}#${since}#${id}`,
    byClientPk: clients.key(clientId).pk,
    byClientSk: `THREAD#${lastAt}#${id}`,
    ...(jobId !== undefined && { byJobPk: partitionOfJob(jobId), byJobSk: `THREAD#${lastAt}#${id}` }),
    ...(assignedTo !== undefined && { byPersonPk: assignedTo, byPersonSk: `THREAD#${state}#${since}#${id}` }),
    ...(mailing && { byNextPk: pk, byNextSk: `${mailing.at}#${id}` }),
  }),
  clientIds: ({ clientId }) => [clientId],
  holders,
  handOver,
});

/** By its number: all who write meet at the conversation, so that the order is the one in which they came. */
export const messages = entity({
  name: 'message',
  schema: Message,
  key: ({ threadId, number }: Pick<Message, 'threadId' | 'number'>) => ({
    pk: partition(threadId),
    sk: `MESSAGE#${String(number).padStart(6, '0')}`,
  }),
  id: ({ threadId, number }) => ({ threadId, number }),
  clientIds: ({ clientId }) => [clientId],
});

export type OfThread = { thread: Stored<Thread>; tail: Tail };

/** A conversation to be changed: its tail first. */
export async function loadThread(records: Records, id: string): Promise<OfThread> {
  const tail = await records.tail(partition(id));
  return { tail, thread: await records.get(threads, id) };
}

type Said = Parameters<typeof say>[0] & { id: string; by: string; at: string; name?: string };
type More = { provided?: readonly Check[]; also?: readonly Write[] };
/** Where a message comes about by more than writing it. */
type How = {
  type?: Parameters<typeof threadEvent>[0];
  with?: readonly RecordWrite[];
  turn?: (thread: Thread) => Thread;
};

/** Something said in a conversation, or that with which it begins, as one event. */
export function written(
  before: { thread: Stored<Thread>; tail: Tail } | { begun: Thread },
  said: Said,
  more: More = {},
  how: How = {},
) {
  const thread = 'begun' in before ? before.begun : before.thread;
  const { id: threadId, clientId } = thread;
  const { id, by, at, name } = said;
  const message = say(said, {
    id,
    threadId,
    clientId,
    number: thread.messages + 1,
    by,
    at,
    ...(name !== undefined && { name }),
  });
  const { turn = (one) => one } = how;
  const after = turn(spoken(thread, message));
  const head = 'begun' in before ? threads.create(after) : threads.replace(before.thread, after);
  const one = messages.create(message);
  const tail = 'begun' in before ? start(head.item.pk) : before.tail;
  const decided: Decided = threadEvent(
    how.type ?? ('begun' in before ? 'thread.started' : 'thread.written'),
    tail,
    [head, one, ...(how.with ?? [])],
    more,
  );
  return { decided, thread: head.after as Stored<Thread>, message: one.after as Stored<Message> };
}

type Page = { limit: number; cursor?: string | undefined };
const read = ({ items, next }: Awaited<ReturnType<Records['page']>>) => ({
  items: items.map(threads.read),
  ...(next !== undefined && { next }),
});
const ofThreads = { range: { prefix: 'THREAD#' }, newestFirst: true } as const;

export const pageOfClient = async (records: Records, clientId: string, { limit, cursor }: Page) =>
  read(await records.page({ index: 'byClient', pk: clients.key(clientId).pk, ...ofThreads, limit }, cursor));

export const threadsOfJob = async (records: Records, jobId: string, { limit, cursor }: Page) =>
  read(await records.page({ index: 'byJob', pk: partitionOfJob(jobId), ...ofThreads, limit }, cursor));

type Listed = Page & { state: ThreadState; assignedTo?: string | undefined };

/** Of all clients, or those that one person is to answer: who has waited longest first; of those that are closed, the last. */
export async function threadsIn(records: Records, { state, assignedTo, limit, cursor }: Listed) {
  const where =
    assignedTo === undefined
      ? ({ index: 'byStatus', pk, range: { prefix: `${state}#` } } as const)
      : ({ index: 'byPerson', pk: assignedTo, range: { prefix: `THREAD#${state}#` } } as const);
  return read(await records.page({ ...where, limit, newestFirst: state === 'closed' }, cursor));
}

/** Conversations of which a mail was to tell by then. */
export const mailingBy = (now: string): Omit<Query, 'from'> => ({
  index: 'byNext',
  pk,
  range: { below: `${now}#~` },
  limit: 50,
});

/** What was said from a message on, all of it, in the order in which it was. */
export async function messagesFrom(records: Records, threadId: string, number: number): Promise<Stored<Message>[]> {
  const { sk: from } = messages.key({ threadId, number });
  const query = { pk: partition(threadId), range: { from, to: 'MESSAGE#~' }, strong: true, limit: 50 } as const;
  const found: Stored<Message>[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page(query, cursor);
    found.push(...page.items.map(messages.read));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** What was said, the last first. */
export async function messagesOf(records: Records, threadId: string, { limit, cursor }: Page) {
  const range = { prefix: 'MESSAGE#' };
  const page = await records.page({ pk: partition(threadId), range, newestFirst: true, strong: true, limit }, cursor);
  return { items: page.items.map(messages.read), ...(page.next !== undefined && { next: page.next }) };
}
