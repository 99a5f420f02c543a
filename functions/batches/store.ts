import { start } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import { notFound } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item, Key, Query, Table } from '../../shared/table/table.ts';
import { Batch, maySee, Row } from './batch.ts';
import { batchEvent } from './events.ts';

const partition = (id: string) => `BATCH#${id}`;
const rowPrefix = '~ROW#';

export const batches = entity({
  name: 'batch',
  schema: Batch,
  key: (id: string) => ({ pk: partition(id), sk: 'BATCH' }),
  id: (batch) => batch.id,
  clientIds: (batch) => batch.clientIds ?? [],
});

/** Rows stand behind the records of the partition, as events do. */
export const rowKey = (batchId: string, position: number): Key => ({
  pk: partition(batchId),
  sk: `${rowPrefix}${String(position + 1).padStart(10, '0')}`,
});

export function rowItem(row: Row): Item {
  const key = rowKey(row.batchId, row.position);
  const [clientId] = row.clientIds ?? [];
  return {
    ...key,
    entity: 'batch row',
    ...row,
    ...(clientId !== undefined && { byClientPk: `CLIENT#${clientId}`, byClientSk: `${key.pk}${key.sk}` }),
  };
}

/** The rows that name a client first: an erasure looks for them. */
export const rowsOfClient = (clientId: string): Omit<Query, 'from'> => ({
  index: 'byClient',
  pk: `CLIENT#${clientId}`,
  range: { prefix: partition('') },
  limit: 50,
});

type Asked = Pick<Batch, 'kind' | 'title' | 'startedBy' | 'given'> & Partial<Pick<Batch, 'total' | 'clientIds'>>;

/** Work that begins with the transaction it is part of. */
export function startBatch(asked: Asked, id: string, now: string): Decided {
  const write = batches.create({ id, ...asked, startedAt: now, status: 'running' });
  return batchEvent('batch.started', start(write.item.pk), [write]);
}

/** How far it has come: rows are written without a gap, so the last one says it. */
export async function lastRow(table: Table, id: string): Promise<Row | undefined> {
  const range = { prefix: rowPrefix };
  const { items } = await table.query({ pk: partition(id), range, newestFirst: true, limit: 1, strong: true });
  return items[0] && Row.parse(items[0]);
}

/** A batch with the tail of its chain, for who may look at it. */
export async function loadBatch(records: Records, id: string) {
  const tail = await records.tail(partition(id));
  const [batch, reader] = await Promise.all([records.get(batches, id), records.reader()]);
  if (!maySee(batch, reader as Caller)) throw notFound('batch', id);
  return { batch, tail };
}

/** The items done so far, in their order. */
export async function resultsOf(records: Records, id: string, limit: number, cursor?: string) {
  const range = { prefix: rowPrefix };
  const [{ items, next }] = await Promise.all([
    records.page({ pk: partition(id), range, limit }, cursor),
    loadBatch(records, id),
  ]);
  return { items: items.map((item) => Row.parse(item)), ...(next !== undefined && { next }) };
}
