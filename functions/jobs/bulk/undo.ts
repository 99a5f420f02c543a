import * as z from 'zod';
import { broken } from '../../../shared/errors.ts';
import { canonical } from '../../../shared/events/chain.ts';
import { staff } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import { Row } from '../../batches/batch.ts';
import { kindsOf } from '../../batches/kind.ts';
import { batches, rowKey } from '../../batches/store.ts';
import { loadWhole } from '../acting.ts';
import { inState, isOver, type Job, notOver, Status } from '../job.ts';
import { Pin, reopen, type Task } from '../task.ts';
import { type LoadedTask, loadTask } from '../task-routes.ts';
import { GivenJobs, GivenTasks } from './bulk.ts';
import { deadlineOf, type Deed, dueOf, leadOf, stateOf, written } from './job-deeds.ts';
import { doneTo } from './step.ts';
import { endOf, pinOf, whoOf } from './task-deeds.ts';

const Kept = z.object({
  jobId: Id('job'),
  taskId: Id('task').optional(),
  before: z.record(z.string(), z.json()),
  after: z.record(z.string(), z.json()),
});
type Kept = z.output<typeof Kept>;

/** What can be taken back: what put one thing in the place of another, and what ended a task or a job. */
export const undoable: readonly string[] = [
  'set-lead',
  'set-due',
  'set-status',
  'extend',
  'cancel',
  'assign',
  'complete',
  'skip',
];

/** Whoever changed it since meant it: that is not taken back. */
function checkAsLeft(now: object, { after }: Kept): void {
  if (canonical(now) !== canonical(after)) throw broken('This was changed since; it stays as it is now');
}

const without = <T extends object>(value: T, ...names: (keyof T)[]): T => {
  const rest = { ...value };
  for (const name of names) delete rest[name];
  return rest;
};

const given = (fields: Kept['before']) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** Back in the state before, as if by hand, also what was called off. */
function undoOfState(job: Job, kept: Kept, now: string): Deed {
  checkAsLeft(stateOf(job), kept);
  const { status, ...words } = kept.before;
  const after = { ...without(inState(job, Status.parse(status), now), 'reason'), ...given(words) } as Job;
  return { type: isOver(job) ? 'job.reopened' : 'job.status-changed', change: { job: after, byHand: true } };
}

function undoOfExtension(job: Job, kept: Kept): Deed {
  notOver(job);
  checkAsLeft(deadlineOf(job), kept);
  const after = { ...without(job, 'deadline', 'extensions'), ...given(kept.before) } as Job;
  return { type: 'job.updated', change: { job: after, reason: 'Taken back' } };
}

function undoOfJob(job: Job, action: string, kept: Kept, now: string): Deed {
  if (action === 'set-status' || action === 'cancel') return undoOfState(job, kept, now);
  if (action === 'extend') return undoOfExtension(job, kept);
  notOver(job);
  checkAsLeft(action === 'set-lead' ? leadOf(job) : dueOf(job), kept);
  const names = action === 'set-lead' ? (['leadId'] as const) : (['dueOn', 'dueRule'] as const);
  const after = { ...without(job, ...names), ...given(kept.before) };
  return { type: 'job.updated', change: { job: after, reason: 'Taken back' } };
}

function undoOfTask(loaded: LoadedTask, action: string, kept: Kept, now: string): Deed {
  const { whole, task } = loaded;
  const { job } = whole;
  const isEnd = action === 'complete' || action === 'skip';
  if (!isEnd || job.status === 'cancelled') notOver(job);
  if (action === 'assign') {
    checkAsLeft(whoOf(loaded), kept);
    return { type: 'job.task-changed', change: { assigned: { [task.id]: kept.before.who as string | null } } };
  }
  checkAsLeft(isEnd ? endOf(loaded) : pinOf(loaded), kept);
  if (!isEnd) {
    const pin = kept.before.pin === null ? undefined : Pin.parse(kept.before.pin);
    const after: Task = { ...without(task, 'pin'), ...(pin && { pin }) };
    return { type: 'job.task-changed', change: { tasks: [after], reason: 'Taken back' } };
  }
  const goesOn = isOver(job) ? { job: inState(job, 'active', now) } : {};
  return { type: 'job.task-reopened', change: { tasks: [reopen(task)], ...goesOn } };
}

/** What was asked for in the batch that is taken back: of how many, and what. */
async function deedOf(records: Records, batchId: string) {
  const batch = await records.get(batches, batchId);
  return (batch.kind === 'bulk-jobs' ? GivenJobs : GivenTasks).parse(batch.given);
}

export const undoKind = kindsOf()({
  kind: 'undo-bulk',
  allow: staff,
  given: z.object({ batchId: Id('batch') }),
  async step({ given: { batchId } }, position, from) {
    const { records } = from;
    const { deed, ids } = await deedOf(records, batchId);
    if (position >= ids.length) return 'end';
    const [item] = await records.items([rowKey(batchId, position)]);
    const row = item && Row.parse(item);
    const kept = Kept.safeParse(row?.about).data;
    if (!row || row.outcome !== 'done' || !kept)
      return {
        label: row?.label ?? `Item ${position + 1}`,
        outcome: 'unchanged',
        why: 'There is nothing to take back',
        write: [],
        ...(row?.clientIds && { clientIds: row.clientIds }),
      };
    const { jobId, taskId } = kept;
    return doneTo(from, { jobId, ...(taskId !== undefined && { taskId }) }, async (by) => {
      const loaded =
        taskId === undefined ? await loadWhole(records, jobId) : await loadTask(records, { jobId, taskId });
      const undo =
        'task' in loaded
          ? undoOfTask(loaded as LoadedTask, deed.action, kept, by.now)
          : undoOfJob(loaded.whole.job, deed.action, kept, by.now);
      return { deed: undo, write: written(loaded, undo, by).write };
    });
  },
});
