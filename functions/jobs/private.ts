import { broken } from '../../shared/errors.ts';
import type { Job } from './job.ts';
import type { Schedule } from './schedule.ts';

/** What someone keeps for themself has nobody else in it: they could not see what they are to do. */
export function checkPrivate({ privateTo, leadId, people = [], watchers = [] }: Job, { lines }: Schedule): void {
  if (privateTo === undefined) return;
  const doing = Object.values(lines).map(({ who }) => who);
  const named = [leadId, ...people.map(({ memberId }) => memberId), ...watchers, ...doing];
  if (named.some((id) => id !== undefined && id !== privateTo))
    throw broken('This is private: nobody else can have a part in it. Make it the firm’s first', { field: 'private' });
}

/** Everyone’s who may see such work, from now on; what happened before stays with who kept it. */
export function shared({ privateTo: _, ...job }: Job): Job {
  return job;
}
