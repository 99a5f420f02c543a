import type { Holding, Receiver } from '../../shared/table/entity.ts';
import { giveRoles, rolesHeld } from '../clients/holders.ts';
import { isOver, type Job } from './job.ts';
import { inOrder, type Schedule } from './schedule.ts';

/** What someone keeps for themself: it is given on only where that is said. */
const keptPrivate = 'private';

/** Who has a part in a job that is not over. */
export const holders = (job: Job): Holding[] => {
  if (isOver(job)) return [];
  if (job.privateTo !== undefined) return [{ memberId: job.privateTo, part: keptPrivate }];
  return [...(job.leadId === undefined ? [] : [{ memberId: job.leadId, part: 'lead' }]), ...rolesHeld(job.people)];
};

export const handOver = (job: Job, from: string, to: Receiver): Job => ({
  ...job,
  ...(job.privateTo === from && { privateTo: to(keptPrivate) ?? from, leadId: to(keptPrivate) ?? from }),
  ...(job.privateTo === undefined && job.leadId === from && { leadId: to('lead') ?? from }),
  ...(job.people && { people: giveRoles(job.people, from, to) }),
});

/** Whose the tasks are that are still to be done; in their order, or the same would be written anew. */
export const taskHolders = ({ lines, jobStatus, privateTo }: Schedule): Holding[] => {
  if (privateTo !== undefined) return isOver({ status: jobStatus }) ? [] : [{ memberId: privateTo, part: keptPrivate }];
  return inOrder({ lines }).flatMap(([, { who, status, title }]) =>
    who === undefined || status === 'done' || status === 'skipped' ? [] : [{ memberId: who, part: 'task', of: title }],
  );
};

/** All tasks of one person given on; what is finished stays theirs. */
export const handOverTasks = (schedule: Schedule, from: string, to: Receiver): Schedule => ({
  ...schedule,
  ...(schedule.privateTo === from && { privateTo: to(keptPrivate) ?? from }),
  lines: Object.fromEntries(
    Object.entries(schedule.lines).map(([id, line]) => {
      const isTheirs = line.who === from && line.status !== 'done' && line.status !== 'skipped';
      return [
        id,
        isTheirs ? { ...line, who: to(schedule.privateTo === undefined ? 'task' : keptPrivate) ?? from } : line,
      ];
    }),
  ),
});
