import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item, Query } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { nobody } from './due-rows.ts';
import type { Status } from './job.ts';
import { jobs, listOf } from './store.ts';

type Page = { limit: number; cursor?: string | undefined };

/** Work that is still to be done, by its day: of the firm, of one person, or of nobody yet. */
export type WorkOf = Page & {
  assigneeId?: string | undefined;
  unassigned?: boolean | undefined;
  from?: CivilDate | undefined;
  until?: CivilDate | undefined;
};

const ofFirm = (range: Query['range']): Omit<Query, 'from'> => ({ index: 'byDue', pk: 'DUE', ...(range && { range }) });

/** From a day to a day, both included; what has no day stands behind all others. */
function between(prefix: string, from: CivilDate = '', until: CivilDate | undefined): Query['range'] {
  if (until !== undefined) return { from: `${prefix}${from}`, to: `${prefix}${addDays(until, 1)}` };
  return from === '' ? (prefix === '' ? undefined : { prefix }) : { from: `${prefix}${from}`, to: `${prefix}~` };
}

export async function listWork(records: Records, { assigneeId, unassigned, from, until, limit, cursor }: WorkOf) {
  const who = unassigned ? nobody : assigneeId;
  const query =
    who === undefined
      ? ofFirm(between('', from, until))
      : { index: 'byPerson' as const, pk: who, range: between('DUE#', from, until)! };
  return records.page({ ...query, limit }, cursor);
}

/** Reviews that can be done now, the first due first. */
export const listReviews = (records: Records, { limit, cursor }: Page) =>
  records.page({ index: 'byStatus', pk: 'REVIEW', limit }, cursor);

export type JobsOf = Page & {
  status?: Status | undefined;
  labelId?: string | undefined;
  leadId?: string | undefined;
  clientId?: string | undefined;
  /** Tasks that someone noted down, instead of jobs. */
  quick?: boolean | undefined;
};

function queryOf({ status, leadId, clientId, quick }: JobsOf): Omit<Query, 'from'> {
  const list = listOf({ quick });
  const prefix = status === undefined ? '' : `${status}#`;
  if (clientId !== undefined)
    return { index: 'byClient', pk: `CLIENT#${clientId}`, range: { prefix: `${list}#` }, newestFirst: true };
  if (leadId !== undefined) return { index: 'byPerson', pk: leadId, range: { prefix: `${list}#${prefix}` } };
  return { index: 'byStatus', pk: list, ...(prefix && { range: { prefix } }) };
}

/** Jobs by state and day; those of a client by their start, newest first. */
export async function listJobs(records: Records, list: JobsOf) {
  const { items, next } = await records.page({ ...queryOf(list), limit: list.limit }, list.cursor);
  const found = items
    .map(jobs.read)
    .filter(({ status }) => list.status === undefined || status === list.status)
    .filter(({ labelId }) => list.labelId === undefined || labelId === list.labelId);
  const mine = found.filter(({ leadId }) => list.leadId === undefined || leadId === list.leadId);
  return { items: mine, ...(next !== undefined && { next }) };
}

/** The clients that rows name, by id: names change, and rows do not keep them. */
export const clientIdsOf = (items: readonly (Item | { clientId?: string | undefined })[]): string[] => [
  ...new Set(items.flatMap(({ clientId }) => (typeof clientId === 'string' ? [clientId] : []))),
];

/** What the clients that rows name are called today, by id. */
export async function namesOf(records: Records, items: Parameters<typeof clientIdsOf>[0]) {
  const found = await records.getMany(clients, clientIdsOf(items));
  return new Map(found.flatMap((one) => [one, ...(one.mergedFrom ?? [])].map(({ id }) => [id, one.name] as const)));
}
