import * as z from 'zod';
import { broken, invalid, notFound } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { type LoadedJob, loadWhole } from './acting.ts';
import { changed } from './answering.ts';
import { notOver } from './job.ts';
import { mostTasks } from './pack.ts';
import { JobView } from './job-view.ts';
import { checkRoom } from './room.ts';
import type { WholeJob } from './store.ts';
import type { Task } from './task.ts';
import { add, NewTask, TaskPatch, update } from './task-input.ts';
import { checkTeam } from './check-team.ts';

const on = routesOf();
const OfJob = z.object({ jobId: Id('job') });
export const TaskById = z.object({ jobId: Id('job'), taskId: Id('task') });

export type LoadedTask = LoadedJob & { task: Stored<Task> };

/** A job with one of its tasks, ready to be changed. */
export async function loadTask(records: Records, { jobId, taskId }: z.output<typeof TaskById>): Promise<LoadedTask> {
  const loaded = await loadWhole(records, jobId);
  const task = loaded.whole.tasks.find(({ id }) => id === taskId);
  if (!task) throw notFound('task', taskId);
  return { ...loaded, task };
}

function checkAfter({ tasks }: WholeJob, after: readonly string[] = []): void {
  const wrong = after.flatMap((id, i) =>
    tasks.some((task) => task.id === id) ? [] : [{ path: `body.after.${i}`, message: 'This job has no such task' }],
  );
  if (wrong.length > 0) throw invalid(...wrong);
}

export const nextPosition = ({ tasks }: { tasks: readonly Stored<Task>[] }): number =>
  Math.max(-1, ...tasks.map(({ position }) => position)) + 1;

/** The tasks of a job as they are planned; how they are done is in task-work-routes.ts. */
export const taskRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks',
    summary: 'Add a task to a job',
    allow: staff,
    params: OfJob,
    body: NewTask,
    status: 201,
    response: JobView,
    async load({ params, body }, { records, newId }) {
      const loaded = await loadWhole(records, params.jobId);
      const provided = await checkTeam(records, body, loaded.whole.job.clientId);
      return { ...loaded, provided, id: newId('task') };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded, body, caller, now }) {
      const { whole, provided, id } = loaded;
      notOver(whole.job);
      if (whole.tasks.length >= mostTasks) throw broken(`A job has at most ${mostTasks} tasks`);
      checkAfter(whole, body.after);
      checkRoom(whole, body.instructions);
      const place = { jobId: whole.job.id, clientId: whole.job.clientId, id, position: nextPosition(whole) };
      const task = add(body, place, { by: caller.id, now });
      const assigned = { [id]: body.assigneeId ?? null };
      const change = { tasks: [task], assigned, provided };
      return changed(loaded, 'job.tasks-added', change, { caller, now });
    },
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/jobs/{jobId}/tasks/{taskId}',
    summary: 'Change a task: what it says, who does it, when it is due',
    description:
      'A day that is set pins the task: no rule moves it until `dueOn` is set to null. What depends on it moves along.',
    allow: staff,
    params: TaskById,
    body: TaskPatch,
    response: JobView,
    async load({ params, body }, { records }) {
      const loaded = await loadTask(records, params);
      return { ...loaded, provided: await checkTeam(records, body, loaded.whole.job.clientId) };
    },
    subject: ({ task }) => task,
    decide({ loaded, body, caller, now }) {
      notOver(loaded.whole.job);
      checkRoom(loaded.whole, body.instructions ?? undefined);
      const task = update(loaded.task, body, { by: caller.id, now });
      const assigned = body.assigneeId === undefined ? {} : { [task.id]: body.assigneeId };
      const reason = body.reason === undefined ? {} : { reason: body.reason };
      const change = { tasks: [task], assigned, provided: loaded.provided, ...reason };
      return changed(loaded, 'job.task-changed', change, { caller, now });
    },
  }),
];
