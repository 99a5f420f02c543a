import { broken, invalid } from '../../shared/errors.ts';
import { type Caller, routesOf, staff } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { wholeTeam } from '../firm/store.ts';
import { seesClient } from '../walls/access.ts';
import { wallsOf } from '../walls/store.ts';
import { datingOf } from './acting.ts';
import { changed } from './answering.ts';
import { completed } from './completing.ts';
import { inState, isOver, type Job, notOver } from './job.ts';
import { JobView } from './job-view.ts';
import { Reason, withFields } from './job-input.ts';
import { blockersOfTask } from './standing.ts';
import { reopen, skip, start, type Task, tick } from './task.ts';
import { Complete, Tick } from './task-input.ts';
import { type LoadedTask, loadTask, TaskById } from './task-routes.ts';

const on = routesOf();

/** Whether anyone of the team but the caller could approve work for this client. */
export async function someoneElse(records: Records, { clientId }: Job, callerId: string): Promise<boolean> {
  const [team, { walls }] = await Promise.all([wholeTeam(records), wallsOf(records)]);
  return team.some(
    (one) =>
      one.id !== callerId &&
      one.status === 'active' &&
      one.role !== 'guest' &&
      (clientId === undefined || seesClient(one, clientId, walls)),
  );
}

type Given = { loaded: LoadedTask; caller: Caller; now: string };

const by = ({ loaded: { firm }, caller, now }: Given) => ({ by: caller.id, now, today: datingOf(firm, now).today });

/** What a task asks to be recorded is given with its completion, if the job does not know it already. */
export function checkRecorded(
  { records = [] }: Task,
  { fields = {} }: Job,
  given: Readonly<Record<string, unknown>>,
): void {
  const missing = records.filter((name) => fields[name] === undefined && given[name] === undefined);
  if (missing.length > 0)
    throw invalid(
      ...missing.map((name) => ({ path: `body.fields.${name}`, message: 'This task asks for it to be recorded' })),
    );
}

/** Tasks as they are done, left out, or done again. */
export const taskWorkRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/start',
    summary: 'Begin a task',
    allow: staff,
    params: TaskById,
    response: JobView,
    load: ({ params }, { records }) => loadTask(records, params),
    subject: ({ task }) => task,
    decide(given) {
      const { whole, task } = given.loaded;
      notOver(whole.job);
      const gate = blockersOfTask(whole.schedule, task.id).find(({ isGate }) => isGate);
      if (gate) throw broken(`Not before ${gate.says}`, { blockedBy: [gate] });
      return changed(given.loaded, 'job.task-started', { tasks: [start(task, by(given))] }, given);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/complete',
    summary: 'Complete a task, or approve what it reviews',
    description:
      'Refused while a gate before it is not passed, naming what blocks; any other order is passed with a `reason`. Who prepared what it reviews does not approve it where the template says so and someone else could.',
    allow: staff,
    params: TaskById,
    body: Complete,
    response: JobView,
    async load({ params }, { records }) {
      const loaded = await loadTask(records, params);
      const { id } = (await records.reader()) as { id?: string };
      const alone =
        loaded.task.review?.notSameAs !== undefined && !(await someoneElse(records, loaded.whole.job, id ?? ''));
      return { ...loaded, alone };
    },
    subject: ({ task }) => task,
    decide(given) {
      const { loaded, body } = given;
      const { whole, task, alone } = loaded;
      notOver(whole.job);
      const { job, tasks, schedule, notes } = whole;
      checkRecorded(task, job, body.fields);
      const approving = { tasks, schedule, notes, someoneElse: !alone, people: job.people ?? [], reason: body.reason };
      const done = completed(task, { ...approving, ...by(given) });
      const isTold = Object.keys(body.fields).length > 0;
      const recorded = isTold ? { job: { ...job, fields: withFields(job.fields, body.fields) } } : {};
      return changed(loaded, 'job.task-completed', { tasks: [done], ...recorded }, given);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/skip',
    summary: 'Leave a task out, with the reason',
    allow: staff,
    params: TaskById,
    body: Reason,
    response: JobView,
    load: ({ params }, { records }) => loadTask(records, params),
    subject: ({ task }) => task,
    decide(given) {
      notOver(given.loaded.whole.job);
      return changed(
        given.loaded,
        'job.task-skipped',
        { tasks: [skip(given.loaded.task, given.body.reason, by(given))] },
        given,
      );
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/reopen',
    summary: 'Do a finished task again',
    description: 'A job that was done goes on with it.',
    allow: staff,
    params: TaskById,
    response: JobView,
    load: ({ params }, { records }) => loadTask(records, params),
    subject: ({ task }) => task,
    decide(given) {
      const { whole, task } = given.loaded;
      if (whole.job.status === 'cancelled') notOver(whole.job);
      return changed(
        given.loaded,
        'job.task-reopened',
        {
          tasks: [reopen(task)],
          ...(isOver(whole.job) && { job: inState(whole.job, 'active', given.now) }),
        },
        given,
      );
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/tick',
    summary: 'Tick a line of a task’s checklist, or take the tick away',
    allow: staff,
    params: TaskById,
    body: Tick,
    response: JobView,
    load: ({ params }, { records }) => loadTask(records, params),
    decide(given) {
      const { loaded, body } = given;
      notOver(loaded.whole.job);
      return changed(
        given.loaded,
        'job.task-changed',
        { tasks: [tick(loaded.task, body.line, body.done, by(given))] },
        given,
      );
    },
  }),
];
