import { actingFor } from '../functions/jobs/acting.ts';
import { changeJob, createJob, type JobChange } from '../functions/jobs/changing.ts';
import type { Job } from '../functions/jobs/job.ts';
import { comments, loadJob, reviewNotes } from '../functions/jobs/store.ts';
import type { Task } from '../functions/jobs/task.ts';
import { newId } from '../shared/ids.ts';
import { systemRecords } from '../shared/table/records.ts';
import { afterwards } from './firm.ts';
import type { Scene } from './scene.ts';

export const day = '2026-06-01';

export type Asked = {
  count?: number;
  clientId?: string;
  of?: (n: number) => Partial<Task>;
  job?: Partial<Job>;
  /** What has happened to it since, by the places of its tasks. */
  after?: (tasks: readonly Task[], job: Job) => JobChange;
};

const usualTask = (n: number): Partial<Task> => ({
  key: `task-${100 + n}`,
  title: `Reconcile account ${100 + n}`,
  estMinutes: 45,
  dueRule: 'job.start +5 bizday',
  ...(n > 0 && { after: [`task-${99 + n}`] }),
});

/** A job with one task after the other, each the founder's, as it is after something was done. */
export async function aJob(scene: Scene, { count = 20, clientId, of = usualTask, job: more, after }: Asked = {}) {
  const { make, founder, founded, moving } = scene;
  const id = newId('job');
  const acting = actingFor(founded, founder, afterwards);
  const owner = clientId ?? moving.clientId;
  const job: Job = {
    id,
    clientId: owner,
    title: 'Monthly close, June 2026',
    startOn: day,
    dueRule: 'job.start +10 bizday',
    leadId: founder,
    status: 'planned',
    since: afterwards,
    createdAt: afterwards,
    createdOn: day,
    createdBy: founder,
    ...more,
  };
  const tasks = Array.from({ length: count }, (_, position): Task => ({
    id: newId('task'),
    jobId: id,
    clientId: owner,
    position,
    title: '',
    status: 'open',
    createdAt: afterwards,
    ...of(position),
  }));
  const assigned = Object.fromEntries(tasks.map((task) => [task.id, founder]));
  const { write, ...made } = createJob(job, tasks, assigned, acting);
  await make.save(write, afterwards);
  if (after) {
    const whole = await loadJob(systemRecords(make.table), id);
    await make.save(changeJob(whole, 'job.updated', after(whole.tasks, whole.job), acting).write, afterwards);
  }
  return { jobId: id, taskId: made.tasks[0]!.id, taskIds: made.tasks.map((task) => task.id) };
}

export const aComment = (job: Job, author: string, text: string) =>
  comments.create({ id: newId('comment'), jobId: job.id, clientId: job.clientId, text, author, createdAt: afterwards });

export const aNote = ({ id, jobId, clientId }: Task, raisedBy: string, text: string) =>
  reviewNotes.create({
    id: newId('reviewNote'),
    jobId,
    clientId,
    taskId: id,
    text,
    raisedBy,
    raisedAt: afterwards,
  });
