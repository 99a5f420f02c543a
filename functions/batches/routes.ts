import * as z from 'zod';
import { List, Paging } from '../../shared/http/lists.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Batch, BatchView, cancel, rowView, RowView, view } from './batch.ts';
import { batchEvent } from './events.ts';
import { batches, lastRow, loadBatch, resultsOf } from './store.ts';

const on = routesOf<{ table: Table }>();
const ById = z.object({ batchId: Id('batch') });

export const batchRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/batches/{batchId}',
    summary: 'How far long work on many items has come',
    description: 'For who started it, and for who leads.',
    allow: staff,
    params: ById,
    response: BatchView,
    async load({ params: { batchId } }, { records, table }) {
      const [{ batch }, last] = await Promise.all([loadBatch(records, batchId), lastRow(table, batchId)]);
      return { batch, last };
    },
    answer: ({ loaded: { batch, last }, caller }) => view(batch, last, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/batches/{batchId}/results',
    summary: 'What came of each item, in their order',
    description: 'Items of clients that the caller may not see are left out; the others keep their numbers.',
    allow: staff,
    params: ById,
    query: Paging,
    response: List(RowView),
    load: ({ params, query }, { records }) => resultsOf(records, params.batchId, query.limit, query.cursor),
    answer: ({ loaded }) => ({ ...loaded, items: loaded.items.map(rowView) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/batches/{batchId}/cancel',
    summary: 'Stop long work before its end',
    description: 'What was done stays done.',
    allow: staff,
    params: ById,
    response: BatchView,
    async load({ params: { batchId } }, { records, table }) {
      const [loaded, last] = await Promise.all([loadBatch(records, batchId), lastRow(table, batchId)]);
      return { ...loaded, last };
    },
    subject: ({ batch }) => batch,
    decide({ loaded: { batch, tail, last }, caller, now }) {
      const write = batches.replace(batch, cancel(batch, now));
      return {
        write: [batchEvent('batch.cancelled', tail, [write])],
        answer: view(write.after as Stored<Batch>, last, caller),
      };
    },
  }),
];
