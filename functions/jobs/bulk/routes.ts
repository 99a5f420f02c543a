import * as z from 'zod';
import { broken } from '../../../shared/errors.ts';
import { type Caller, routesOf, staff } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { type Batch, BatchView, view } from '../../batches/batch.ts';
import { loadBatch, startBatch } from '../../batches/store.ts';
import { BulkJobs, BulkTasks, titles } from './bulk.ts';
import { undoable } from './undo.ts';

const on = routesOf();

type Asked = { kind: string; title: string; total: number; given: Batch['given'] };

function begun(asked: Asked, id: string, caller: Caller, now: string) {
  const started = startBatch({ ...asked, startedBy: caller.id }, id, now);
  const batch = started.records[0]!.after as Stored<Batch>;
  return { write: [started], answer: view(batch, undefined, caller), location: `/v1/batches/${id}` };
}

const unique = <T>(ids: readonly T[]): T[] => [...new Map(ids.map((id) => [JSON.stringify(id), id])).values()];

const asLongWork =
  'As long work, also for few: each is a transaction of its own, by the rules for one. `GET /v1/batches/{batchId}/results` says of each what came of it, with what was there before; `POST /v1/batches/{batchId}/undo` takes it back where that is clean.';

export const bulkRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/bulk',
    summary: 'Do the same to many jobs: give them a lead, a day or a state, put their deadlines off, call them off',
    description: asLongWork,
    allow: staff,
    body: BulkJobs,
    status: 202,
    response: BatchView,
    load: async (_, { newId }) => newId('batch'),
    decide({ loaded: id, body: { ids, ...deed }, caller, now }) {
      const given = { ids: unique(ids), deed };
      return begun({ kind: 'bulk-jobs', title: titles[deed.action], total: given.ids.length, given }, id, caller, now);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/tasks/bulk',
    summary: 'Do the same to many tasks: assign them, set their day, complete them, leave them out',
    description: asLongWork,
    allow: staff,
    body: BulkTasks,
    status: 202,
    response: BatchView,
    load: async (_, { newId }) => newId('batch'),
    decide({ loaded: id, body: { ids, ...deed }, caller, now }) {
      const given = { ids: unique(ids), deed };
      return begun({ kind: 'bulk-tasks', title: titles[deed.action], total: given.ids.length, given }, id, caller, now);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/batches/{batchId}/undo',
    summary: 'Take back what was done to many jobs or tasks at once',
    description:
      'A lead, a day, a state, a deadline put off, a job called off, an assignment, a completion or a skip; what someone changed since stays, and its result says so.',
    allow: staff,
    params: z.object({ batchId: Id('batch') }),
    status: 202,
    response: BatchView,
    load: async ({ params }, { records, newId }) => ({
      ...(await loadBatch(records, params.batchId)),
      id: newId('batch'),
    }),
    decide({ loaded: { batch, id }, caller, now }) {
      const deed = batch.given.deed as { action?: string } | undefined;
      const isBulk = batch.kind === 'bulk-jobs' || batch.kind === 'bulk-tasks';
      if (!isBulk || !undoable.includes(deed?.action ?? '')) throw broken('This cannot be taken back');
      if (batch.status === 'running') throw broken('This is still under way; stop it, or wait until it is done');
      const asked = {
        kind: 'undo-bulk',
        title: `Take back: ${batch.title}`.slice(0, 200),
        given: { batchId: batch.id },
      };
      return begun({ ...asked, total: batch.total ?? 0 }, id, caller, now);
    },
  }),
];
