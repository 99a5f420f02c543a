import { clientEventsKey, dayKey, eventRange } from '../../shared/events/chain.ts';
import { instantsOf } from '../../shared/dates/zone.ts';
import { prefixes } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients, contacts } from '../clients/store.ts';
import { firms, members } from '../firm/store.ts';
import { historyOf } from './history.ts';

type Page = { limit: number; cursor?: string | undefined };

/** Everything that happened to a client and its people, newest first. */
export async function timelineOf(records: Records, clientId: string, { limit, cursor }: Page) {
  const [{ items, next }] = await Promise.all([
    records.page({ index: 'byClientEvents', pk: clientEventsKey(clientId), limit, newestFirst: true }, cursor),
    records.get(clients, clientId),
  ]);
  return historyOf(records, items, next);
}

/** The partition of a record by what its id names, if the caller may see it. */
async function partitionOf(records: Records, id: string): Promise<string> {
  if (id === 'firm') return firms.key('firm').pk;
  if (id.startsWith(prefixes.member)) return members.key((await records.get(members, id)).id).pk;
  if (id.startsWith(prefixes.contact)) return contacts.key((await records.get(contacts, id)).id).pk;
  return clients.key((await records.get(clients, id)).id).pk;
}

/** One record's own chain, newest first. */
export async function chainOf(records: Records, id: string, { limit, cursor }: Page) {
  const pk = await partitionOf(records, id);
  const { items, next } = await records.page({ pk, range: eventRange, limit, newestFirst: true }, cursor);
  return historyOf(records, items, next);
}

/**
 * What happened on one day of the firm's calendar, oldest first. Events stand by their UTC day,
 * of which the firm's day touches two.
 */
export async function dayOf(records: Records, date: string, { limit, cursor }: Page) {
  const { timeZone } = await records.get(firms, 'firm');
  const { start, end } = instantsOf(date, timeZone);
  const days = [...new Set([start, lastMillisecond(end)].map(dayKey))];
  // The cursor says in which of the two it stands.
  const [at, inner] = cursor === undefined ? [0, undefined] : [Number(cursor[0]), cursor.slice(1) || undefined];
  const range = { from: start, to: lastMillisecond(end) + '~' };
  const { items, next } = await records.page({ index: 'byDay', pk: days[at] ?? '', range, limit }, inner);
  const following = next !== undefined ? `${at}${next}` : at + 1 < days.length ? `${at + 1}` : undefined;
  return historyOf(records, items, following);
}

const lastMillisecond = (end: string) => new Date(Date.parse(end) - 1).toISOString();
