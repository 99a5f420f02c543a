import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { NewJob } from './job-input.ts';
import type { Job } from './job.ts';
import { Task } from './task.ts';
import { WorkDay } from './work-day.ts';

export const QuickTask = z
  .strictObject({
    title: Task.shape.title,
    /** Without one it is the firm’s own. */
    clientId: Id('client').optional(),
    assigneeId: Id('member').optional(),
    dueOn: WorkDay.optional(),
    note: Task.shape.instructions,
    /** For oneself alone: nobody else sees it, whatever their role. */
    private: z.literal(true).optional(),
  })
  .refine(({ private: isPrivate, clientId }) => !isPrivate || clientId === undefined, {
    path: ['clientId'],
    message: 'A client’s, or private; not both',
  })
  .meta({ id: 'QuickTask' });
export type QuickTask = z.output<typeof QuickTask>;

/** A job of one task; one that is private is led and done by who keeps it. */
export function asJob({ title, clientId, assigneeId, dueOn, private: isPrivate }: QuickTask, by: string): NewJob {
  const mine = isPrivate ? { leadId: by } : {};
  const task = { title, assigneeId: isPrivate ? (assigneeId ?? by) : assigneeId, dueOn };
  return NewJob.parse({ title, clientId, dueOn, ...mine, tasks: [task] });
}

type Made = { job: Job; tasks: readonly Task[] };

export const asQuick = <T extends Made>(made: T, { note, private: isPrivate }: QuickTask, by: string) => ({
  ...made,
  job: { ...made.job, quick: true, ...(isPrivate && { privateTo: by }) },
  tasks: made.tasks.map((task): Task => ({ ...task, ...(note !== undefined && { instructions: note }) })),
});
