import type { Job } from './job.ts';
import type { Line, Schedule } from './schedule.ts';

const pattern = /^job\.related\.([a-z0-9-]+)(?:\.(cli_[0-9A-Za-z]+))?$/;

/** What a reference to a task of a related job means: the task by its key, of one client’s job where it names one. */
export function relatedOf(ref: string): { task: string; clientId?: string } | undefined {
  const [, task, clientId] = pattern.exec(ref) ?? [];
  return task === undefined ? undefined : { task, ...(clientId !== undefined && { clientId }) };
}

/** The references of a task that stands for one of several clients: each waits for its own. */
export const refsFor = (relatedId: string | undefined, after: string[]): string[] =>
  relatedId === undefined ? after : after.map((ref) => (relatedOf(ref) ? `${ref}.${relatedId}` : ref));

/**
 * Whether another job is about the same: what it is about ends in the time that the waiting one is about, as a company’s
 * fiscal year in its owner’s calendar year. Where one of them is about no period, they are of one engagement.
 */
export function isAboutSame(waiting: Job, other: Job): boolean {
  if (other.id === waiting.id) return false;
  if (waiting.period && other.period)
    return waiting.period.start <= other.period.end && other.period.end <= waiting.period.end;
  return waiting.engagementId !== undefined && waiting.engagementId === other.engagementId;
}

/** The lines of a job that a key means; what the template lost, or has not to be done as far as known, is none. */
export const linesOfKey = ({ lines }: Pick<Schedule, 'lines'>, key: string): [string, Line][] =>
  Object.entries(lines).filter(([, line]) => line.key === key && line.status !== 'dormant');

/** All of that key are done, or left out with a reason. */
export function isFinishedIn(schedule: Pick<Schedule, 'lines'>, key: string): boolean {
  const found = linesOfKey(schedule, key);
  return found.length > 0 && found.every(([, { status }]) => status === 'done' || status === 'skipped');
}

/** What the lines of a job wait for in related jobs, whether it has come or not. */
export const relatedRefs = ({ lines }: Pick<Schedule, 'lines'>): string[] => {
  const open = Object.values(lines).filter(({ status }) => status !== 'done' && status !== 'skipped');
  return [...new Set(open.flatMap(({ after = [] }) => after))].filter((ref) => relatedOf(ref));
};
