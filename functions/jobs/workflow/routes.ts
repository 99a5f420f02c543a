import * as z from 'zod';
import { broken, notFound } from '../../../shared/errors.ts';
import { everyone, routesOf, staff } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import { actingFor, firmOf, loadWhole } from '../acting.ts';
import { answered } from '../answering.ts';
import { changeJob } from '../changing.ts';
import { notOver } from '../job.ts';
import { JobView } from '../job-view.ts';
import { readJob } from '../store.ts';
import { isFinished, type Task } from '../task.ts';
import { readWorkflow, workflowKey } from './record.ts';
import { viewWorkflow, WorkflowView } from './view.ts';

const on = routesOf();
const OfJob = z.object({ jobId: Id('job') });
const OfStep = OfJob.extend({ taskId: Id('task') });

async function loadStep(records: Records, { jobId, taskId }: z.output<typeof OfStep>) {
  const loaded = await loadWhole(records, jobId);
  const task = loaded.whole.tasks.find(({ id }) => id === taskId);
  if (!task) throw notFound('task', taskId);
  return { ...loaded, task };
}

/** A step that a person has something to say to. */
function stepOf(task: Task): Task {
  if (!task.auto) throw broken('This is no step that runs by itself');
  if (isFinished(task)) throw broken('This is finished already');
  return task;
}

function letGo(task: Task): Task {
  const { hold, ...rest } = stepOf(task);
  if (!hold) throw broken('Nobody has to let this step go');
  return rest;
}

function tryAgain(task: Task): Task {
  const { failure, ...rest } = stepOf(task);
  if (!failure) throw broken('This step has not failed');
  return rest;
}

type Change = { does: 'release' | 'retry'; summary: string; description: string };

const step = ({ does, summary, description }: Change, type: 'job.step-released' | 'job.step-retried') =>
  on.changes({
    method: 'POST',
    path: `/v1/jobs/{jobId}/tasks/{taskId}/${does}`,
    summary,
    description,
    allow: staff,
    params: OfStep,
    response: JobView,
    load: ({ params }, { records }) => loadStep(records, params),
    subject: ({ task }) => task,
    decide({ loaded: { whole, firm, task, withoutLetter }, caller, now }) {
      notOver(whole.job);
      const acting = actingFor(firm, caller.id, now);
      const after = does === 'release' ? letGo(task) : tryAgain(task);
      return answered(changeJob(whole, type, { tasks: [after] }, acting), whole, acting, caller, withoutLetter);
    },
  });

export const workflowRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/workflow',
    summary: 'How a job goes on by itself: for whom it waits, since when, until when, and which steps failed',
    allow: everyone,
    params: OfJob,
    response: WorkflowView,
    async load({ params }, { records }) {
      const [whole, firm, [item]] = await Promise.all([
        readJob(records, params.jobId),
        firmOf(records),
        records.items([workflowKey(params.jobId)]),
      ]);
      return { whole, firm, workflow: item && readWorkflow(item) };
    },
    answer: ({ loaded: { whole, firm, workflow }, now }) => viewWorkflow(whole, { workflow, now, firm }),
  }),
  step(
    {
      does: 'release',
      summary: 'Let a step go that was prepared and waits for a person',
      description: 'It runs as soon as what comes before it is done.',
    },
    'job.step-released',
  ),
  step(
    {
      does: 'retry',
      summary: 'Have a failed step tried again',
      description: 'By itself it is not: first someone does something about what it says.',
    },
    'job.step-retried',
  ),
];
