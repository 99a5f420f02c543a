import { changedOf, type Draft } from './draft.ts';
import { type Rule, taskIn } from './in-job.ts';
import { toldOf } from '../jobs/workflow/reminding.ts';

/** Whose task waited for a letter that nobody signs any more goes on, with another one or in another way. */
export const notSigned: Rule = (happened) =>
  changedOf(happened.event, 'TASK#').flatMap(([taskId]) => {
    const line = happened.schedule.lines[taskId];
    if (!line) return [];
    const says = `${taskIn(line, happened)} is yours again: its letter was not signed`;
    return toldOf(happened.job, line).map((to): Draft => ({ to, kind: 'returned', says, taskId }));
  });
