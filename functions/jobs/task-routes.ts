import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkPeople } from '../clients/people-of.ts';
import { wholeTeam } from '../firm/store.ts';
import { seesClient } from '../walls/access.ts';
import { wallsOf } from '../walls/store.ts';
import { actingFor, firmOf } from './acting.ts';
import { answered } from './answering.ts';
import { changeJob, type JobChange } from './changing.ts';
import { completed } from './completing.ts';
import { jobEvent } from './events.ts';
import { isOver, type Job, notOver } from './job.ts';
import { JobView } from './job-view.ts';
import { Reason } from './job-input.ts';
import { blockersOfTask } from './standing.ts';
import { loadJob, type WholeJob } from './store.ts';
import { reopen, skip, start, type Task, tick } from './task.ts';
import { add, Complete, NewTask, TaskPatch, Tick, update } from './task-input.ts';
import { broken, notFound } from '../../shared/errors.ts';

const on = routesOf();
const OfJob = z.object({ jobId: Id('job') });
const ById = z.object({ jobId: Id('job'), taskId: Id('task') });

const mostTasks = 300;

/** A job with one of its tasks, ready to be changed. */
async function loadTask(records: Records, { jobId, taskId }: z.output<typeof ById>) {
  const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
  const task = whole.tasks.find(({ id }) => id === taskId);
  if (!task) throw notFound('task', taskId);
  return { whole, firm, task };
}

type LoadedTask = Awaited<ReturnType<typeof loadTask>>;

/** Who is to do something for a client must be there, and must be able to see it. */
const checkAssignee = (records: Records, { clientId }: Job, memberId: string | null | undefined) =>
  memberId
    ? checkPeople(records, { roles: [{ role: 'task', memberId }] }, clientId ?? '', undefined, 'body')
    : undefined;

/** Whether anyone of the team but the caller could approve work for this client. */
async function someoneElse(records: Records, { clientId }: Job, callerId: string): Promise<boolean> {
  const [team, { walls }] = await Promise.all([wholeTeam(records), wallsOf(records)]);
  return team.some(
    (one) =>
      one.id !== callerId &&
      one.status === 'active' &&
      one.role !== 'guest' &&
      (clientId === undefined || seesClient(one, clientId, walls)),
  );
}

type Given = { loaded: LoadedTask; caller: Parameters<typeof answered>[3]; now: string };
type EventType = Parameters<typeof jobEvent>[0];

/** One change of one task, with all that follows from it. */
function changed({ loaded: { whole, firm }, caller, now }: Given, type: EventType, change: JobChange) {
  const acting = actingFor(firm, caller.id, now);
  return answered(changeJob(whole, type, change, acting), whole, acting, caller);
}

const by = ({ loaded: { firm }, caller, now }: Given) => {
  const { dating } = actingFor(firm, caller.id, now);
  return { by: caller.id, now, today: dating.today };
};

const answersWithJob = { response: JobView } as const;

export const taskRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks',
    summary: 'Add a task to a job',
    allow: staff,
    params: OfJob,
    body: NewTask,
    status: 201,
    ...answersWithJob,
    async load({ params, body }, { records, newId }) {
      const [whole, firm] = await Promise.all([loadJob(records, params.jobId), firmOf(records)]);
      await checkAssignee(records, whole.job, body.assigneeId);
      return { whole, firm, id: newId('task') };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm, id }, body, caller, now }) {
      notOver(whole.job);
      if (whole.tasks.length >= mostTasks) throw broken(`A job has at most ${mostTasks} tasks`);
      checkAfter(whole, body.after);
      const place = { jobId: whole.job.id, clientId: whole.job.clientId, id, position: nextPosition(whole) };
      const task = add(body, place, { by: caller.id, now });
      const assigned = { [id]: body.assigneeId ?? null };
      const acting = actingFor(firm, caller.id, now);
      const after = changeJob(whole, 'job.tasks-added', { tasks: [task], assigned }, acting);
      return { ...answered(after, whole, acting, caller), location: `/v1/jobs/${whole.job.id}` };
    },
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/jobs/{jobId}/tasks/{taskId}',
    summary: 'Change a task: what it says, who does it, when it is due',
    description:
      'A day that is set pins the task: no rule moves it until `dueOn` is set to null. What depends on it moves along.',
    allow: staff,
    params: ById,
    body: TaskPatch,
    ...answersWithJob,
    async load({ params, body }, { records }) {
      const loaded = await loadTask(records, params);
      await checkAssignee(records, loaded.whole.job, body.assigneeId);
      return loaded;
    },
    subject: ({ task }) => task,
    decide({ loaded, body, caller, now }) {
      notOver(loaded.whole.job);
      const task = update(loaded.task, body, { by: caller.id, now });
      const assigned = body.assigneeId === undefined ? {} : { [task.id]: body.assigneeId };
      const reason = body.reason === undefined ? {} : { reason: body.reason };
      return changed({ loaded, caller, now }, 'job.task-changed', { tasks: [task], assigned, ...reason });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/start',
    summary: 'Begin a task',
    allow: staff,
    params: ById,
    ...answersWithJob,
    load: ({ params }, { records }) => loadTask(records, params),
    subject: ({ task }) => task,
    decide(given) {
      const { whole, task } = given.loaded;
      notOver(whole.job);
      const gate = blockersOfTask(whole.schedule, task.id).find(({ isGate }) => isGate);
      if (gate) throw broken(`Not before ${gate.says}`, { blockedBy: [gate] });
      return changed(given, 'job.task-started', { tasks: [start(task, by(given))] });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/complete',
    summary: 'Complete a task, or approve what it reviews',
    description:
      'Refused while a gate before it is not passed, naming what blocks; any other order is passed with a `reason`. Who prepared what it reviews does not approve it where the template says so and someone else could.',
    allow: staff,
    params: ById,
    body: Complete,
    ...answersWithJob,
    async load({ params }, { records }) {
      const loaded = await loadTask(records, params);
      const { id } = (await records.reader()) as { id?: string };
      const alone =
        loaded.task.review?.notSameAs !== undefined && !(await someoneElse(records, loaded.whole.job, id ?? ''));
      return { ...loaded, alone };
    },
    subject: ({ task }) => task,
    decide(given) {
      const { loaded, body, caller } = given;
      const { whole, task, alone } = loaded;
      notOver(whole.job);
      const { job, tasks, schedule, notes } = whole;
      checkRecorded(task, job, body.fields);
      const approving = { tasks, schedule, notes, someoneElse: !alone, people: job.people ?? [], reason: body.reason };
      const done = completed(task, { ...approving, ...by(given) });
      const fields = { ...job.fields, ...body.fields };
      const recorded = Object.keys(body.fields).length > 0 ? { job: { ...job, fields } } : {};
      return changed({ loaded, caller, now: given.now }, 'job.task-completed', { tasks: [done], ...recorded });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/skip',
    summary: 'Leave a task out, with the reason',
    allow: staff,
    params: ById,
    body: Reason,
    ...answersWithJob,
    load: ({ params }, { records }) => loadTask(records, params),
    subject: ({ task }) => task,
    decide(given) {
      notOver(given.loaded.whole.job);
      return changed(given, 'job.task-skipped', { tasks: [skip(given.loaded.task, given.body.reason, by(given))] });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/reopen',
    summary: 'Do a finished task again',
    description: 'A job that was done goes on with it.',
    allow: staff,
    params: ById,
    ...answersWithJob,
    load: ({ params }, { records }) => loadTask(records, params),
    subject: ({ task }) => task,
    decide(given) {
      const { whole, task } = given.loaded;
      if (whole.job.status === 'cancelled') notOver(whole.job);
      return changed(given, 'job.task-reopened', {
        tasks: [reopen(task)],
        ...(isOver(whole.job) && { job: { ...whole.job, status: 'active' } }),
      });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/tick',
    summary: 'Tick a line of a task’s checklist, or take the tick away',
    allow: staff,
    params: ById,
    body: Tick,
    ...answersWithJob,
    load: ({ params }, { records }) => loadTask(records, params),
    decide(given) {
      const { loaded, body } = given;
      notOver(loaded.whole.job);
      return changed(given, 'job.task-changed', { tasks: [tick(loaded.task, body.line, body.done, by(given))] });
    },
  }),
];

export const nextPosition = ({ tasks }: { tasks: readonly Stored<Task>[] }): number =>
  Math.max(-1, ...tasks.map(({ position }) => position)) + 1;

function checkAfter({ tasks }: WholeJob, after: readonly string[] = []): void {
  const wrong = after.flatMap((id, i) =>
    tasks.some((task) => task.id === id) ? [] : [{ path: `body.after.${i}`, message: 'This job has no such task' }],
  );
  if (wrong.length > 0) throw invalid(...wrong);
}

/** What a task asks to be recorded is given with its completion, if the job does not know it already. */
function checkRecorded({ records = [] }: Task, { fields = {} }: Job, given: Readonly<Record<string, unknown>>): void {
  const missing = records.filter((name) => fields[name] === undefined && given[name] === undefined);
  if (missing.length > 0)
    throw invalid(
      ...missing.map((name) => ({ path: `body.fields.${name}`, message: 'This task asks for it to be recorded' })),
    );
}
