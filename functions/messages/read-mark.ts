import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import { writeOne } from '../notices/store.ts';
import type { Thread } from './thread.ts';

type Mark = { memberId: string; threadId: string };

/** Bookkeeping: up to which message someone of the team or of a client has read a conversation, without an event. */
const markKey = ({ memberId, threadId }: Mark): Key => ({ pk: `THREADS-READ#${memberId}`, sk: threadId });

export const readMark = (mark: Mark, upTo: number): Write => ({
  put: { ...markKey(mark), entity: 'thread-read', upTo },
  if: 'always',
});

/** How much of each of these someone has not read: one read for all of them. */
export async function unreadOf(
  records: Records,
  memberId: string,
  threads: readonly Stored<Thread>[],
): Promise<ReadonlyMap<string, number>> {
  if (threads.length === 0) return new Map();
  const marks = await records.items(threads.map(({ id }) => markKey({ memberId, threadId: id })));
  const upTo = new Map(marks.map((mark) => [mark.sk, mark.upTo as number]));
  return new Map(threads.map(({ id, messages }) => [id, Math.max(0, messages - (upTo.get(id) ?? 0))]));
}

/** Up to which message each of these has read a conversation; who has read nothing is not named. */
export async function readUpTo(records: Records, threadId: string, ids: readonly string[]) {
  const marks = await records.items(ids.map((memberId) => markKey({ memberId, threadId })));
  const by = new Map(ids.map((id) => [markKey({ memberId: id, threadId }).pk, id]));
  return Object.fromEntries(marks.map(({ pk, upTo }) => [by.get(pk)!, upTo as number]));
}

export const markRead = (table: Table, mark: Mark, upTo: number): Promise<boolean> =>
  writeOne(table, readMark(mark, upTo));

type Listed = { items: Stored<Thread>[]; next?: string };

/** A page of conversations with what the caller has not read of each. */
export async function withUnread(records: Records, found: Listed) {
  const { id } = (await records.reader()) as Caller;
  return { ...found, unread: await unreadOf(records, id, found.items) };
}
