import { broken } from '../../../shared/errors.ts';
import { whoHas } from '../people.ts';
import { isFinished } from '../task.ts';
import type { Effect, Running } from './kind.ts';

/** Gives tasks that are still to be done to whoever has a role in the job. */
export function assign({ whole: { job, tasks }, auto }: Running): Effect {
  const role = typeof auto.role === 'string' ? auto.role : '';
  const keys = new Set(Array.isArray(auto.tasks) ? auto.tasks : []);
  const who = whoHas(job.people ?? [], role);
  if (who === undefined) throw broken(`Nobody has the role ${role} in this job`);
  const theirs = tasks.filter((task) => keys.has(task.key) && !isFinished(task));
  return { change: { assigned: Object.fromEntries(theirs.map(({ id }) => [id, who])) } };
}
