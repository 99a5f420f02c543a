import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import { entity, type RecordWrite, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item as Row, Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { partitionOfJob } from '../jobs/store.ts';
import { requestEvent } from './events.ts';
import { sends, sentBy } from './holders.ts';
import { Item } from './item.ts';
import { following, isOpenRequest, isOver, Request, type RequestStatus } from './request.ts';

const partition = (id: string) => `REQUEST#${id}`;
const pk = 'REQUEST';

/** In which list it stands: what clients owe us is one, oldest first. */
export const listOf = ({ status }: Pick<Request, 'status'>): string => (isOpenRequest({ status }) ? 'open' : status);

export const requests = entity({
  name: 'request',
  schema: Request,
  key: (id: string) => ({ pk: partition(id), sk: 'REQUEST' }),
  id: ({ id }) => id,
  indexes: (request) => {
    const { id, clientId, jobId, dueOn, nextAt } = request;
    return {
      byStatusPk: pk,
      byStatusSk: `${listOf(request)}#${dueOn}#${id}`,
      // Those that go on come before those that are over, each newest first.
      byClientPk: clients.key(clientId).pk,
      byClientSk: `REQUEST#${isOver(request) ? 0 : 1}#${id}`,
      ...(jobId !== undefined && { byJobPk: partitionOfJob(jobId), byJobSk: `REQUEST#${id}` }),
      ...(nextAt !== undefined && { byNextPk: pk, byNextSk: `${nextAt}#${id}` }),
    };
  },
  clientIds: ({ clientId }) => [clientId],
  holders: (request) => sends(request, !isOver(request)),
  handOver: sentBy,
});

/** What was asked for, in one record; an item has one of its own from its first change on. */
export const requestLists = entity({
  name: 'request list',
  schema: z.object({ requestId: Id('request'), clientId: Id('client'), items: z.array(Item) }),
  key: (requestId: string) => ({ pk: partition(requestId), sk: 'ITEMS' }),
  id: ({ requestId }) => requestId,
  clientIds: ({ clientId }) => [clientId],
});
type RequestList = z.output<typeof requestLists.schema>;

export const requestItems = entity({
  name: 'request item',
  schema: Item,
  key: ({ requestId, id }: Pick<Item, 'requestId' | 'id'>) => ({ pk: partition(requestId), sk: `ITEM#${id}` }),
  id: ({ requestId, id }) => ({ requestId, id }),
  clientIds: ({ clientId }) => [clientId],
});

export type Whole = { request: Stored<Request>; list: Stored<RequestList>; items: Stored<Item>[] };
export type WholeRequest = Whole & { tail: Tail };

/** A request with its items, in one query: of large tables it may be several pages. */
export async function readRequest(records: Records, id: string): Promise<Whole> {
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk: partition(id), range: { below: '~' }, strong: true }, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  const of = (name: string) => found.filter((item) => item.entity === name);
  const [request] = of(requests.name).map(requests.read);
  const [list] = of(requestLists.name).map(requestLists.read);
  if (!request || !list) throw notFound(requests.name, id);
  const apart = new Map(of(requestItems.name).map((item) => [item.sk, requestItems.read(item)]));
  const items = list.items.map((item) => apart.get(requestItems.key(item).sk) ?? { ...item, version: 0 });
  return { request, list, items };
}

/** The same, to be changed: its tail first. */
export async function loadRequest(records: Records, id: string): Promise<WholeRequest> {
  const tail = await records.tail(partition(id));
  return { tail, ...(await readRequest(records, id)) };
}

export async function loadItem(records: Records, { requestId, itemId }: { requestId: string; itemId: string }) {
  const whole = await loadRequest(records, requestId);
  const item = whole.items.find(({ id }) => id === itemId);
  if (!item) throw notFound(requestItems.name, itemId);
  return { whole, item };
}

type EventType = Parameters<typeof requestEvent>[0];
type Change = { request?: Request; item?: Item; items?: readonly Item[]; more?: Parameters<typeof requestEvent>[3] };

/** The first change of an item makes its record: what is told is what changed. */
function written(before: Stored<Item>, after: Item): RecordWrite {
  return requestItems.replace(before, after);
}

/** One change of a request as one event, with the state that follows from it; whatever finishes it says so. */
export function changeRequest({ tail, ...whole }: WholeRequest, type: EventType, change: Change, now: string) {
  const before = whole.items.find(({ id }) => id === change.item?.id);
  const one = before && change.item ? written(before, change.item) : undefined;
  const after = one && (one.after as Stored<Item>);
  const items = change.items
    ? change.items.map((item) => ({ ...item, version: 0 }))
    : whole.items.map((item) => (item.id === after?.id ? after : item));
  const head = requests.replace(whole.request, following(change.request ?? whole.request, items, now));
  const request = head.after as Stored<Request>;
  const list = change.items && requestLists.replace(whole.list, { ...whole.list, items: [...change.items] });
  const isDone = request.status === 'completed' && whole.request.status !== 'completed';
  const records = [head, ...(list ? [list] : []), ...(one ? [one] : [])];
  const decided = requestEvent(isDone ? 'request.completed' : type, tail, records, change.more);
  return {
    decided,
    whole: { request, list: (list?.after as Whole['list'] | undefined) ?? whole.list, items } satisfies Whole,
  };
}

type Page = { limit: number; cursor?: string | undefined };
const read = ({ items, next }: Awaited<ReturnType<Records['page']>>) => ({
  items: items.map(requests.read),
  ...(next !== undefined && { next }),
});

/** Of a client: those that go on first, then those that are over, each newest first. */
export async function requestsOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const query = { index: 'byClient', pk: clients.key(clientId).pk, range: { prefix: 'REQUEST#' } } as const;
  const [page] = await Promise.all([
    records.page({ ...query, limit, newestFirst: true }, cursor),
    records.get(clients, clientId),
  ]);
  return read(page);
}

export const requestsOfJob = async (records: Records, jobId: string, { limit, cursor }: Page) =>
  read(
    await records.page(
      { index: 'byJob', pk: partitionOfJob(jobId), range: { prefix: 'REQUEST#' }, limit, newestFirst: true },
      cursor,
    ),
  );

type Listed = Page & { state: 'open' | Exclude<RequestStatus, 'sent' | 'in-progress'> };

/** Of all clients, by the day on which they are due. */
export const requestsIn = async (records: Records, { state, limit, cursor }: Listed) =>
  read(await records.page({ index: 'byStatus', pk, range: { prefix: `${state}#` }, limit }, cursor));

/** What the clients of these are called, read at once. */
export async function clientNames(records: Records, all: readonly Request[]): Promise<ReadonlyMap<string, string>> {
  const found = await records.getMany(clients, [...new Set(all.map(({ clientId }) => clientId))]);
  return new Map(
    found.flatMap(({ id, name, mergedFrom = [] }) => [id, ...mergedFrom.map((one) => one.id)].map((of) => [of, name])),
  );
}

const mostClients = 50;
const mostOfClient = 50;

/** What is asked of a client's person and goes on: of each of their clients in turn. */
export async function goingOnFor(records: Records, clientIds: readonly string[]): Promise<Stored<Request>[]> {
  const pages = await Promise.all(
    clientIds.slice(0, mostClients).map((clientId) =>
      records.page({
        index: 'byClient',
        pk: clients.key(clientId).pk,
        range: { prefix: 'REQUEST#1#' },
        limit: mostOfClient,
        newestFirst: true,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map(requests.read));
}

/** Requests that have come up, to be sent or reminded of; the index may lag, and each is looked at again. */
export async function comeUp(table: Table, now: string, from: Row | undefined) {
  const page = await table.query({ index: 'byNext', pk, range: { below: `${now}~` }, limit: 100, from });
  const ids = page.items.map((item) => item.pk.slice(partition('').length));
  return { ids, ...(page.last && { last: page.last }) };
}
