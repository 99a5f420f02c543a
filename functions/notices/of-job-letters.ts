import type { Event } from '../../shared/events/chain.ts';
import type { Job } from '../jobs/job.ts';
import type { Schedule } from '../jobs/schedule.ts';
import { toldOf } from '../jobs/workflow/reminding.ts';
import { changedOf, type Draft } from './draft.ts';

/** Whose task waited for a letter that nobody signs any more goes on, with another one or in another way. */
export const notSigned = ({ event, job, schedule }: { event: Event; job: Job; schedule: Schedule }): Draft[] =>
  changedOf(event, 'TASK#').flatMap(([taskId]) => {
    const line = schedule.lines[taskId];
    if (!line) return [];
    const says = `“${line.title}” in “${job.title}” is yours again: its letter was not signed`;
    return toldOf(job, line).map((to): Draft => ({ to, kind: 'returned', says, taskId }));
  });
