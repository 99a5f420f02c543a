import * as z from 'zod';
import { CivilDate } from '../../../shared/dates/civil-date.ts';
import { Id } from '../../../shared/ids.ts';
import type { Item, Key, Query, Table, Write } from '../../../shared/table/table.ts';
import { partitionOfJob } from '../store.ts';

/**
 * Which execution serves a job, and how it is woken. Bookkeeping beside the job: no event tells of it and it has no part in
 * any ETag, or every wait would make people's edits stale, and the workflow would wake itself for ever.
 */
export const Workflow = z.object({
  jobId: Id('job'),
  /** The execution that serves the job; those before it have nothing to say any more. */
  run: z.int(),
  /** `due`: the next execution is to be started. */
  state: z.enum(['due', 'running', 'ended']),
  /** The last event of the job that the workflow knows of. */
  seen: z.int(),
  token: z.string().optional(),
  /** When it wakes by itself. What lies long past is looked after by the reconciler. */
  wakeAt: z.iso.datetime().optional(),
  /** By task, of what its people were reminded. */
  told: z.record(z.string(), z.string()).optional(),
  /** The day on which reminders were last looked for: once a day is enough, and the first day is too soon. */
  lookedOn: CivilDate.optional(),
});
export type Workflow = z.output<typeof Workflow>;

export const workflowKey = (jobId: string): Key => ({ pk: partitionOfJob(jobId), sk: 'WORKFLOW' });

const listed = 'WORKFLOW';
const inByNext = (jobId: string, wakeAt: string) => ({ wakeAt, byNextPk: listed, byNextSk: `${wakeAt}#${jobId}` });
const outOfByNext = ['wakeAt', 'byNextPk', 'byNextSk', 'token'] as const;

export const readWorkflow = (item: Item): Workflow => Workflow.parse(item);

export async function findWorkflow(table: Table, jobId: string): Promise<Workflow | undefined> {
  const item = await table.get(workflowKey(jobId), { strong: true });
  return item && readWorkflow(item);
}

/** In the transaction that begins a job, or lets it go on: should the start be lost, the reconciler finds it here. */
export const dueNow = (jobId: string, now: string, told?: Workflow['told']): Write => ({
  update: workflowKey(jobId),
  set: { entity: 'workflow', jobId, state: 'due', ...inByNext(jobId, now), ...(told && { told }) },
  // What is there stays.
  add: { run: 0, seen: 0 },
  if: 'always',
});

/** From now on this execution serves the job. */
export const takeOver = ({ jobId, run: before }: Workflow, run: number): Write => ({
  update: workflowKey(jobId),
  set: { run, state: 'running' },
  unset: ['token'],
  if: { is: { run: before } },
});

type Waiting = Pick<Workflow, 'jobId' | 'run' | 'seen'> & { token: string; wakeAt: string };

export const waiting = ({ jobId, run, seen, token, wakeAt }: Waiting): Write => ({
  update: workflowKey(jobId),
  set: { state: 'running', seen, token, ...inByNext(jobId, wakeAt) },
  if: { is: { run } },
});

/** It was told to go on; should it not, it is overdue from now on. */
export const woken = ({ jobId }: Workflow, token: string, now: string): Write => ({
  update: workflowKey(jobId),
  set: inByNext(jobId, now),
  unset: ['token'],
  if: { is: { token } },
});

export const ended = ({ jobId }: Pick<Workflow, 'jobId'>, run: number, seen: number): Write => ({
  update: workflowKey(jobId),
  set: { state: 'ended', seen },
  unset: [...outOfByNext, 'told', 'lookedOn'],
  if: { is: { run } },
});

export const looked = (
  { jobId, run }: Workflow,
  lookedOn: CivilDate,
  told: Readonly<Record<string, string>>,
): Write => ({
  update: workflowKey(jobId),
  set: { lookedOn, told },
  if: { is: { run } },
});

/** Workflows that should have woken by then. */
export const overdue = (before: string): Omit<Query, 'from'> => ({
  index: 'byNext',
  pk: listed,
  range: { from: '0', to: before },
  limit: 100,
});
