import type { Tail } from '../../shared/events/chain.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item, Key, Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { handOver, holders } from './holders.ts';
import { Series, SeriesRecord, type SeriesStatus } from './series.ts';

const partition = (id: string) => `SERIES#${id}`;
const ofEngagement = (engagementId = '') => `SERIES#${engagementId}#`;

export const seriesRecords = entity({
  name: 'series',
  schema: SeriesRecord,
  key: (id: string) => ({ pk: partition(id), sk: 'SERIES' }),
  id: ({ id }) => id,
  indexes: ({ id, clientId, engagementId, status, templateId, lookOn }) => ({
    byClientPk: `CLIENT#${clientId}`,
    byClientSk: `${ofEngagement(engagementId)}${id}`,
    byStatusPk: 'SERIES',
    byStatusSk: `${status}#${templateId}#${id}`,
    ...(lookOn !== undefined && { byNextPk: 'SERIES', byNextSk: `${lookOn}#${id}` }),
  }),
  // Where another goes on from here, the service is that one's.
  unique: ({ engagementId, serviceId, status, followedBy }) =>
    serviceId === undefined || status === 'ended' || followedBy !== undefined
      ? []
      : [
          {
            key: `series-of#${engagementId}#${serviceId}`,
            field: 'serviceId',
            says: 'There is a series of this service already; change that one, or end it first',
          },
        ],
  clientIds: ({ clientId }) => [clientId],
  holders,
  handOver,
});

/** By its state, which says what else is known of it. */
export const stateOf = (found: Stored<SeriesRecord>): Stored<Series> => ({ ...found, ...Series.parse(found) });

const read = (item: Item): Stored<Series> => stateOf(seriesRecords.read(item));

export const getSeries = async (records: Records, id: string): Promise<Stored<Series>> =>
  stateOf(await records.get(seriesRecords, id));

export type LoadedSeries = { tail: Tail; series: Stored<Series> };

/** A series with the tail of its chain, read first, ready to be changed. */
export async function loadSeries(records: Records, id: string): Promise<LoadedSeries> {
  const tail = await records.tail(partition(id));
  return { tail, series: await getSeries(records, id) };
}

type Page = { limit: number; cursor?: string | undefined };

/** What recurs for a client, engagement by engagement. */
export async function seriesOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const range = { prefix: 'SERIES#' };
  const [{ items, next }] = await Promise.all([
    records.page({ index: 'byClient', pk: `CLIENT#${clientId}`, range, limit }, cursor),
    records.get(clients, clientId),
  ]);
  return { items: items.map(read), ...(next !== undefined && { next }) };
}

/** What recurs for one engagement: those of its services, and what else names it. */
export async function seriesOfEngagement(records: Records, engagement: { id: string; clientId: string }) {
  const range = { prefix: ofEngagement(engagement.id) };
  const { items } = await records.page({ index: 'byClient', pk: `CLIENT#${engagement.clientId}`, range, limit: 100 });
  return items.map(read);
}

/** Series of all clients by state, template by template. */
export async function listSeries(
  records: Records,
  { status, templateId, limit, cursor }: Page & { status: SeriesStatus; templateId?: string | undefined },
) {
  const range = { prefix: templateId === undefined ? `${status}#` : `${status}#${templateId}#` };
  const { items, next } = await records.page({ index: 'byStatus', pk: 'SERIES', range, limit }, cursor);
  return { items: items.map(read), ...(next !== undefined && { next }) };
}

/**
 * Whether jobs of a template are still to come. It is asked of an index, which lags: a series that began this very moment
 * may be missed. Its jobs then fail, and it says why.
 */
export async function isInUse(records: Records, templateId: string): Promise<boolean> {
  const [active, paused] = await Promise.all([
    listSeries(records, { status: 'active', templateId, limit: 1 }),
    listSeries(records, { status: 'paused', templateId, limit: 1 }),
  ]);
  return active.items.length + paused.items.length > 0;
}

/** Series that are to be looked at by a day, those that wait longest first: their ids, page by page. */
export async function toLookAt(table: Table, by: string, limit: number, from?: Item) {
  const { items, last } = await table.query({ index: 'byNext', pk: 'SERIES', range: { below: `${by}~` }, limit, from });
  return { ids: items.map(({ pk }) => pk.slice(partition('').length)), last };
}

/** The last day of the firm on which everything that was due was created. Nobody's data, so no event tells of it. */
export const dayKey: Key = { pk: 'RECURRING', sk: 'DAY' };
