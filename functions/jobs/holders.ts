import type { Holding, Receiver } from '../../shared/table/entity.ts';
import { giveRoles, rolesHeld } from '../clients/holders.ts';
import { isOver, type Job } from './job.ts';
import type { Schedule } from './schedule.ts';

/** Who has a part in a job that is not over. */
export const holders = (job: Job): Holding[] =>
  isOver(job)
    ? []
    : [...(job.leadId === undefined ? [] : [{ memberId: job.leadId, part: 'lead' }]), ...rolesHeld(job.people)];

export const handOver = (job: Job, from: string, to: Receiver): Job => ({
  ...job,
  ...(job.leadId === from && { leadId: to('lead') ?? from }),
  ...(job.people && { people: giveRoles(job.people, from, to) }),
});

/** Whose the tasks are that are still to be done. */
export const taskHolders = ({ lines }: Schedule): Holding[] =>
  Object.values(lines).flatMap(({ who, status, title }) =>
    who === undefined || status === 'done' || status === 'skipped' ? [] : [{ memberId: who, part: 'task', of: title }],
  );

/** All tasks of one person given on; what is finished stays theirs. */
export const handOverTasks = (schedule: Schedule, from: string, to: Receiver): Schedule => ({
  ...schedule,
  lines: Object.fromEntries(
    Object.entries(schedule.lines).map(([id, line]) => {
      const isTheirs = line.who === from && line.status !== 'done' && line.status !== 'skipped';
      return [id, isTheirs ? { ...line, who: to('task') ?? from } : line];
    }),
  ),
});
