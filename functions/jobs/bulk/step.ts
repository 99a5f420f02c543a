import type * as z from 'zod';
import { staff } from '../../../shared/http/route.ts';
import type { Records } from '../../../shared/table/records.ts';
import { type Head, kindsOf, type Step, stepOn, type Working } from '../../batches/kind.ts';
import { clients } from '../../clients/store.ts';
import { loadWhole } from '../acting.ts';
import { jobs, schedules } from '../store.ts';
import { loadTask } from '../task-routes.ts';
import { GivenJobs, GivenTasks, type OfTask } from './bulk.ts';
import { type Deed, doToJob, written } from './job-deeds.ts';
import { doToTask } from './task-deeds.ts';

const kinds = kindsOf();

/** What people read of an item: the task, the job, the client; nothing of what they may not see. */
export async function headOf(records: Records, { jobId, taskId }: Partial<OfTask> & { jobId: string }): Promise<Head> {
  const [job, schedule] = await Promise.all([
    records.find(jobs, jobId),
    taskId === undefined ? undefined : records.find(schedules, jobId),
  ]);
  const task = taskId === undefined ? undefined : schedule?.lines[taskId];
  const client = job?.clientId === undefined ? undefined : await records.present(clients, job.clientId);
  // Results are looked at by others too.
  if (job?.privateTo !== undefined) return { label: 'A private task', about: { jobId, ...(taskId && { taskId }) } };
  const words = [task?.title, job?.title, client?.name].filter((one) => one !== undefined);
  return {
    label: words.join(' – ').slice(0, 300) || 'Something that is not there',
    ...(job?.clientId !== undefined && { clientIds: [job.clientId] }),
    about: { jobId, ...(taskId !== undefined && { taskId }) },
  };
}

const outcomeOf = (write: Step['write']) =>
  write.every(({ records }) => records.every(({ unchanged }) => unchanged)) ? 'unchanged' : 'done';

/** One item in one transaction, by the rules and behind the walls of who asked; with what was there before. */
export async function doneTo(
  { records, caller, now }: Working<object>,
  on: Partial<OfTask> & { jobId: string },
  decide: (by: { by: string; now: string }) => Promise<{ deed: Deed; write: Step['write'] }>,
): Promise<Step> {
  let kept: object = {};
  const step = await stepOn(await headOf(records, on), async () => {
    const { deed, write } = await decide({ by: caller.id, now });
    const outcome = outcomeOf(write);
    if (outcome === 'done' && deed.before) kept = { before: deed.before, after: deed.after };
    return { outcome, write: outcome === 'done' ? write : [] };
  });
  return { ...step, about: { ...step.about, ...kept } };
}

type JobsGiven = z.output<typeof GivenJobs>;
type TasksGiven = z.output<typeof GivenTasks>;

export const bulkKinds = [
  kinds<JobsGiven>({
    kind: 'bulk-jobs',
    allow: staff,
    given: GivenJobs,
    async step({ given: { ids, deed } }, position, from) {
      const jobId = ids[position];
      if (jobId === undefined) return 'end';
      return doneTo(from, { jobId }, async (by) => {
        const loaded = await loadWhole(from.records, jobId);
        const done = await doToJob(from.records, loaded, deed, by);
        return { deed: done, write: written(loaded, done, by).write };
      });
    },
  }),
  kinds<TasksGiven>({
    kind: 'bulk-tasks',
    allow: staff,
    given: GivenTasks,
    async step({ given: { ids, deed } }, position, from) {
      const on = ids[position];
      if (on === undefined) return 'end';
      return doneTo(from, on, async (by) => {
        const loaded = await loadTask(from.records, on);
        const done = await doToTask(from.records, loaded, deed, by);
        return { deed: done, write: written(loaded, done, by).write };
      });
    },
  }),
];
