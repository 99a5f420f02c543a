import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { NewJob } from './job-input.ts';
import type { Job } from './job.ts';
import { Task } from './task.ts';

export const QuickTask = z
  .strictObject({
    title: Task.shape.title,
    /** Without one it is the firm’s own. */
    clientId: Id('client').optional(),
    assigneeId: Id('member').optional(),
    dueOn: CivilDate.optional(),
    note: Task.shape.instructions,
  })
  .meta({ id: 'QuickTask' });
export type QuickTask = z.output<typeof QuickTask>;

/** A job of one task. */
export const asJob = ({ title, clientId, assigneeId, dueOn }: QuickTask): NewJob =>
  NewJob.parse({ title, clientId, dueOn, tasks: [{ title, assigneeId, dueOn }] });

type Made = { job: Job; tasks: readonly Task[] };

export const asQuick = <T extends Made>(made: T, { note }: QuickTask) => ({
  ...made,
  job: { ...made.job, quick: true },
  tasks: made.tasks.map((task): Task => ({ ...task, ...(note !== undefined && { instructions: note }) })),
});
