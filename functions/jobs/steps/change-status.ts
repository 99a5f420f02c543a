import { inState, Status } from '../job.ts';
import { openLines } from '../schedule.ts';
import type { Effect, Running } from './kind.ts';

/** Puts the job in a state, as a person would: it stays until something else is done in the job. */
export function changeStatus({ whole: { job, schedule }, task, auto, acting }: Running): Effect {
  // After the last thing to be done the job is done, whatever was planned.
  if (openLines(schedule).every(([id]) => id === task.id)) return {};
  const status = Status.exclude(['done', 'cancelled']).parse(auto.status);
  return { change: { job: inState(job, status, acting.now), byHand: true } };
}
