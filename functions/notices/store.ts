import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { Lost } from '../../shared/events/write.ts';
import type { Caller } from '../../shared/http/route.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { type Table, type Write, WriteRefused } from '../../shared/table/table.ts';
import { members } from '../firm/store.ts';
import { Choices } from './choices.ts';
import { expiryOf, isRead, type Notice, noticeItem, noticeKey, partitionOf, readKey, readNotice } from './notice.ts';

export const noticeChoices = entity({
  name: 'notice choices',
  schema: Choices,
  key: (memberId: string) => ({ pk: members.key(memberId).pk, sk: 'NOTICE-CHOICES' }),
  id: ({ memberId }) => memberId,
});

export const meOf = async (records: Records): Promise<Caller> => (await records.reader()) as Caller;

/** Someone's choices with the chain they stand in, its tail read first. */
export async function loadChoices(records: Records) {
  const { id } = await meOf(records);
  const tail = await records.tail(members.key(id).pk);
  return { memberId: id, tail, choices: await records.find(noticeChoices, id) };
}

/** Writes one item of bookkeeping; a condition that does not hold means that it is done already, or gone. */
export async function writeOne(table: Table, one: Write): Promise<boolean> {
  return again(async () => {
    try {
      await table.write([one]);
      return true;
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      if (error.refusals[0]?.why === 'conflict') throw new Lost(error.message);
      return false;
    }
  });
}

/** Puts a notice where its person finds it, once. */
export const keepNotice = (table: Table, notice: Notice): Promise<boolean> =>
  writeOne(table, { put: noticeItem(notice), if: 'absent' });

/** That an event has been told: what it means for people is not worked out again by how things stand later. */
const toldKey = ({ id }: Pick<Event, 'id'>) => ({ pk: `NOTICES#${id}`, sk: 'TOLD' });

export const isTold = async (table: Table, event: Event): Promise<boolean> =>
  (await table.get(toldKey(event))) !== undefined;

export const markTold = (table: Table, event: Event): Promise<boolean> =>
  writeOne(table, { put: { ...toldKey(event), entity: 'told', ttl: expiryOf(event.at) }, if: 'always' });

/** What someone sends one after the other is told once. In seconds. */
const sitting = 30 * 60;

/** Whether an event begins a sitting of whoever did it with what it is about; told again, it still does. */
export async function beginsSitting(
  table: Table,
  { id, at, actor }: Pick<Event, 'id' | 'at' | 'actor'>,
  about: string,
): Promise<boolean> {
  const key = { pk: `NOTICES#${about}`, sk: `SITTING#${actor}` };
  const begun = Math.floor(Date.parse(at) / 1000);
  if ((await table.get(key, { strong: true }))?.by === id) return true;
  const until = begun + sitting;
  const mark: Write = {
    put: { ...key, entity: 'notice sitting', by: id, until, ttl: until },
    if: { absentOrBelow: { until: begun + 1 } },
  };
  return writeOne(table, mark);
}

const newest = (memberId: string, limit: number) => ({
  pk: partitionOf(memberId),
  range: { prefix: 'NOTICE#' },
  newestFirst: true,
  limit,
});

/** Until when someone has read everything; never, an empty text. */
export async function allReadUntil(records: Records, memberId: string): Promise<string> {
  const [mark] = await records.items([readKey(memberId)]);
  return (mark?.until as string | undefined) ?? '';
}

/** Unread ones are counted among so many of the newest. */
const counted = 100;

/** What someone was told, newest first, behind their walls as they are now. */
export async function listNotices(records: Records, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const { id } = await meOf(records);
  const [page, recent, until] = await Promise.all([
    records.page(newest(id, limit), cursor),
    records.page(newest(id, counted)),
    allReadUntil(records, id),
  ]);
  return {
    items: page.items.map(readNotice),
    ...(page.next !== undefined && { next: page.next }),
    unread: recent.items.map(readNotice).filter((notice) => !isRead(notice, until)).length,
    until,
  };
}

/** Someone's own notices marked as read: these, or all there are at this moment. */
export async function markRead(
  { table, records }: { table: Table; records: Records },
  { ids }: { ids?: readonly string[] | undefined },
  now: string,
): Promise<void> {
  const { id } = await meOf(records);
  const marks: Write[] = ids
    ? [...new Set(ids)].map((one) => ({ update: noticeKey(id, one), set: { readAt: now }, if: 'present' }))
    : [{ put: { ...readKey(id), entity: 'notices-read', until: now }, if: 'always' }];
  await Promise.all(marks.map((mark) => writeOne(table, mark)));
}
