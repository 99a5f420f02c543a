import { instant } from '../../../shared/clock.ts';
import { again } from '../../../shared/events/retry.ts';
import { write } from '../../../shared/events/write.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import type { Table } from '../../../shared/table/table.ts';
import { actingFor, firmOf } from '../acting.ts';
import { changeJob } from '../changing.ts';
import { isOver } from '../job.ts';
import { loadJob } from '../store.ts';
import { isFinished } from '../task.ts';
import { machinery, system } from './author.ts';
import { nameOfRun } from './machine.ts';
import { type Reminder, toldOf } from './reminding.ts';
import { isFollowed, type StepOp } from './step.ts';

export type FailedOp = StepOp & { error: string; cause: string };

/** What a function's error says; its cause is the JSON that Lambda answers, which may be cut off. */
export function saidBy(cause: string): string {
  const said = /"errorMessage":("(?:[^"\\]|\\.)*")/.exec(cause)?.[1];
  return said === undefined ? cause : (JSON.parse(said) as string);
}

/** Marks a step that could not run, and tells who is to look at it. It runs no more until someone has it tried again. */
export function stepFailed(table: Table, { jobId, run, step, error, cause }: FailedOp): Promise<void> {
  const authorAt = machinery(nameOfRun(jobId, run));
  return again(async () => {
    const records = systemRecords(table);
    const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
    if (await isFollowed(table, { jobId, run })) return;
    const task = whole.tasks.find(({ id }) => id === step);
    if (!task?.auto || isFinished(task) || task.failure || isOver(whole.job)) return;
    const now = instant();
    const failure = { error: error.slice(0, 200), cause: saidBy(cause).slice(0, 1000), at: now };
    const { write: decided } = changeJob(
      whole,
      'job.step-failed',
      { tasks: [{ ...task, failure }], byHand: true },
      actingFor(firm, system, now),
    );
    const to = toldOf(whole.job, whole.schedule.lines[step] ?? {});
    const reminder: Reminder = { taskId: step, title: task.title, why: 'failed', to };
    const tell = { SCHEDULE: { reminders: [null, [reminder]] as [null, Reminder[]] } };
    await write(
      table,
      decided.map((one) => ({ ...one, about: ['SCHEDULE'], tell })),
      authorAt(now),
    );
  });
}
