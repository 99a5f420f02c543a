import * as z from 'zod';
import { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { Client } from '../../clients/client.ts';
import type { Job } from '../job.ts';
import type { Schedule } from '../schedule.ts';
import { isLive } from './merge.ts';
import type { roll, Rolling } from './rolling.ts';

const Touched = z.object({
  /** The day on which the job starts or is due, its deadline's, or a task's. */
  of: z.enum(['start', 'job', 'deadline', 'task']),
  title: z.string(),
  taskId: z.string().optional(),
  from: CivilDate.optional(),
  to: CivilDate.optional(),
});

const TaskChange = z.object({
  key: z.string().optional(),
  title: z.string(),
  how: z.enum(['added', 'removed', 'changed', 'left']),
  fields: z.array(z.string()).optional(),
  /** Why it is left as it is, where the version would change it or take it away. */
  why: z.enum(['finished', 'asked', 'by-hand']).optional(),
});

/** What a version of its template would make of one job. */
export const RollOutLine = z
  .object({
    jobId: z.string(),
    title: z.string(),
    client: z.object({ id: z.string(), name: z.string() }).optional(),
    /** The version that it has now. */
    version: z.int(),
    isLive: z.boolean(),
    fields: z.array(z.string()),
    tasks: z.array(TaskChange),
    dates: z.array(Touched),
    /** Why nothing can be rolled out to it. */
    refused: z.string().optional(),
  })
  .meta({ id: 'RollOutLine' });
type Line = z.output<typeof RollOutLine>;

export type Rolled = NonNullable<ReturnType<typeof roll>>;
type Days = { from?: string | undefined; to?: string | undefined };

const between = ({ from, to }: Days) => ({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });

function datesOf({ whole }: Pick<Rolling, 'whole'>, { after }: Rolled): Line['dates'] {
  const jobs = { of: 'job' as const, title: after.job.title, from: whole.job.dueOn, to: after.job.dueOn };
  const law = { from: whole.job.deadline?.on, to: after.job.deadline?.on };
  const all = [
    { of: 'start' as const, title: after.job.title, from: whole.job.startOn, to: after.job.startOn },
    jobs,
    { of: 'deadline' as const, title: after.job.title, ...law },
    ...Object.entries(after.schedule.lines).map(([taskId, { title, due }]) => ({
      of: 'task' as const,
      title,
      taskId,
      from: dueIn(whole.schedule, taskId),
      to: due,
    })),
  ];
  return all
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, ...one }) => ({ ...one, ...between({ from, to }) }));
}

const dueIn = ({ lines }: Pick<Schedule, 'lines'>, taskId: string) => lines[taskId]?.due;

const tasksOf = ({ merged }: Rolled): Line['tasks'] =>
  merged.came.map((came) => ({
    ...(came.task.key !== undefined && { key: came.task.key }),
    title: came.task.title,
    how: came.how,
    ...(came.how === 'changed' && { fields: came.fields }),
    ...(came.how === 'left' && { why: came.why }),
  }));

/** What came of trying it; nothing where the job has the version already. */
export type Tried = { rolling: Pick<Rolling, 'whole'>; rolled: Rolled | undefined } | Error;

export function lineOf(job: Job, client: Client | undefined, tried: Tried): Line {
  const line = {
    jobId: job.id,
    title: job.title,
    ...(client && { client: { id: client.id, name: client.name } }),
    version: job.template!.version,
    isLive: isLive(job),
    fields: [],
    tasks: [],
    dates: [],
  };
  if (tried instanceof Error) return { ...line, refused: tried.message };
  const { rolling, rolled } = tried;
  if (!rolled) return line;
  return { ...line, fields: rolled.merged.fields, tasks: tasksOf(rolled), dates: datesOf(rolling, rolled) };
}
