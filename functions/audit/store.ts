import { clientEventsKey, dayKey, type Event, eventRange } from '../../shared/events/chain.ts';
import { instantsOf } from '../../shared/dates/zone.ts';
import { prefixes } from '../../shared/ids.ts';
import type { Cursors } from '../../shared/table/cursors.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Key } from '../../shared/table/table.ts';
import { clients, contacts } from '../clients/store.ts';
import { engagements } from '../engagements/store.ts';
import { firms, members, teams } from '../firm/store.ts';
import { jobs, schedules } from '../jobs/store.ts';
import { historyOf, historyWith } from './history.ts';
import { titled } from './titled.ts';

type Page = { limit: number; cursor?: string | undefined };

/** Everything that happened to a client and its people, newest first. */
export async function timelineOf(records: Records, clientId: string, { limit, cursor }: Page) {
  const [{ items, next }] = await Promise.all([
    records.page({ index: 'byClientEvents', pk: clientEventsKey(clientId), limit, newestFirst: true }, cursor),
    records.get(clients, clientId),
  ]);
  return historyOf(records, items, next);
}

/** Everything that happened in a job, newest first. */
export async function timelineOfJob(records: Records, jobId: string, { limit, cursor }: Page) {
  const { pk } = jobs.key(jobId);
  const [{ items, next }, schedule] = await Promise.all([
    records.page({ pk, range: eventRange, limit, newestFirst: true }, cursor),
    records.get(schedules, jobId),
  ]);
  const events = (items as unknown as Event[]).map((event) =>
    event.changes ? { ...event, changes: titled(event.changes, schedule.lines) } : event,
  );
  return historyWith(records, events, next);
}

/** The partition of a record by what its id names, if the caller may see it. */
async function partitionOf(records: Records, id: string): Promise<string> {
  if (id === 'firm') return firms.key('firm').pk;
  if (id.startsWith(prefixes.member)) return members.key((await records.get(members, id)).id).pk;
  if (id.startsWith(prefixes.team)) return teams.key((await records.get(teams, id)).id).pk;
  if (id.startsWith(prefixes.contact)) return contacts.key((await records.get(contacts, id)).id).pk;
  if (id.startsWith(prefixes.job)) return jobs.key((await records.get(jobs, id)).id).pk;
  if (id.startsWith(prefixes.engagement)) return engagements.key((await records.get(engagements, id)).id).pk;
  return clients.key((await records.get(clients, id)).id).pk;
}

/** One record's own chain, newest first. */
export async function chainOf(records: Records, id: string, { limit, cursor }: Page) {
  const pk = await partitionOf(records, id);
  const { items, next } = await records.page({ pk, range: eventRange, limit, newestFirst: true }, cursor);
  return historyWith(records, items, next);
}

/** The first place behind an event in the order of its day. */
const behind = ({ at, id }: { at: string; id: string }) => ({ pk: dayKey(at), sk: `${at}#${id}!` });

/**
 * What happened on one day of the firm's calendar, oldest first. Events stand by their UTC day, of which the firm's day
 * touches two. A page is filled up with what the caller may see: a gap would tell of what they may not.
 */
export async function dayOf(records: Records, cursors: Cursors, date: string, { limit, cursor }: Page) {
  const { timeZone } = await records.get(firms, 'firm');
  const { start, end } = instantsOf(date, timeZone);
  const last = lastMillisecond(end);
  // The last day of the year 9999 ends in a year of five digits, which no longer sorts as text.
  if (last < start) return { events: [], names: new Map<string, string>() };
  const purpose = `day ${date}`;
  const events: Event[] = [];
  const names = new Map<string, string>();
  let place: Key | undefined =
    cursor === undefined ? { pk: dayKey(start), sk: start } : await cursors.open(cursor, purpose);
  for (let round = 0; place && events.length <= limit && round < 8; round++) {
    const range = { from: place.sk, to: `${last}~` };
    const { items, next } = await records.page({ index: 'byDay', pk: place.pk, range, limit: limit + 1 });
    const history = await historyOf(records, items);
    events.push(...history.events);
    for (const [id, name] of history.names) names.set(id, name);
    const row = items.at(-1) as unknown as { at: string; byDaySk: string } | undefined;
    if (next !== undefined && row) place = { pk: place.pk, sk: `${row.byDaySk}!` };
    else place = place.pk < dayKey(last) ? { pk: dayKey(last), sk: start } : undefined;
  }
  const given = events.slice(0, limit);
  const rest = events.length > limit ? behind(given.at(-1)!) : place;
  return { events: given, names, next: rest && (await cursors.seal(rest, purpose)) };
}

const lastMillisecond = (end: string) => new Date(Date.parse(end) - 1).toISOString();
