import type { Records } from '../../../shared/table/records.ts';
import { datingOf } from '../acting.ts';
import { completed } from '../completing.ts';
import { notOver } from '../job.ts';
import { skip, type Task } from '../task.ts';
import { update } from '../task-input.ts';
import type { LoadedTask } from '../task-routes.ts';
import { checkRecorded, someoneElse } from '../task-work-routes.ts';
import { checkTeam } from '../check-team.ts';
import type { TaskDeed } from './bulk.ts';
import type { Deed } from './job-deeds.ts';

type By = { by: string; now: string };

export const whoOf = ({ whole: { schedule }, task }: LoadedTask) => ({ who: schedule.lines[task.id]?.who ?? null });
export const pinOf = ({ task }: { task: Task }) => ({ pin: task.pin ?? null });
/** When it was finished: by that it is known again. */
export const endOf = ({ task }: { task: Task }) => ({ doneAt: task.doneAt ?? null });

async function complete(
  records: Records,
  loaded: LoadedTask,
  reason: string | undefined,
  { by, now }: By,
): Promise<Deed> {
  const { whole, firm, task } = loaded;
  const { job, tasks, schedule, notes } = whole;
  checkRecorded(task, job, {});
  const needsOther = task.review?.notSameAs !== undefined;
  const isOther = needsOther && (await someoneElse(records, job, by));
  const approving = { tasks, schedule, notes, someoneElse: !needsOther || isOther, people: job.people ?? [], reason };
  const done = completed(task, { ...approving, by, now, today: datingOf(firm, now).today });
  return { type: 'job.task-completed', change: { tasks: [done] }, before: endOf(loaded), after: endOf({ task: done }) };
}

/** What someone asked for, done to one task by the rules of one. */
export async function doToTask(records: Records, loaded: LoadedTask, deed: TaskDeed, by: By): Promise<Deed> {
  const { whole, firm, task } = loaded;
  notOver(whole.job);
  switch (deed.action) {
    case 'assign': {
      const { assigneeId } = deed;
      const provided = await checkTeam(records, { assigneeId }, whole.job.clientId);
      const change = { assigned: { [task.id]: assigneeId }, provided };
      return { type: 'job.task-changed', change, before: whoOf(loaded), after: { who: assigneeId } };
    }
    case 'set-due': {
      const { dueOn, reason } = deed;
      const why = reason === undefined ? {} : { reason };
      const after = update(task, { dueOn, ...why }, by);
      return {
        type: 'job.task-changed',
        change: { tasks: [after], ...why },
        before: pinOf(loaded),
        after: pinOf({ task: after }),
      };
    }
    case 'complete':
      return complete(records, loaded, deed.reason, by);
    case 'skip': {
      const left = skip(task, deed.reason, { ...by, today: datingOf(firm, by.now).today });
      return {
        type: 'job.task-skipped',
        change: { tasks: [left] },
        before: endOf(loaded),
        after: endOf({ task: left }),
      };
    }
  }
}
