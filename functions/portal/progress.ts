import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt, type TimeZone } from '../../shared/dates/zone.ts';
import { Id } from '../../shared/ids.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { isForClient, type Job } from '../jobs/job.ts';
import { listJobs } from '../jobs/lists.ts';

/** How far a job is, in the few words that a client needs; the page says them in the reader's language. */
export const Stage = z.enum([
  'coming-up',
  'working',
  'waiting-for-you',
  'waiting-for-others',
  'final-review',
  'finished',
]);
export type Stage = z.output<typeof Stage>;

export const stageOf: Readonly<Record<Exclude<Job['status'], 'cancelled'>, Stage>> = {
  planned: 'coming-up',
  ready: 'working',
  active: 'working',
  'waiting-client': 'waiting-for-you',
  'waiting-third-party': 'waiting-for-others',
  review: 'final-review',
  done: 'finished',
};

/** A job as its client sees it: nothing of who works on it, and nothing of how. */
export const Progress = z
  .object({
    id: Id('job'),
    clientId: Id('client'),
    title: z.string(),
    stage: Stage,
    /** Of a finished one. */
    finishedOn: CivilDate.optional(),
  })
  .meta({ id: 'PortalProgress' });
export type Progress = z.output<typeof Progress>;

const dayInMs = 86_400_000;
const shownAfterwards = 60 * dayInMs;

/** What is over is shown for two months; what was cancelled, and what the firm did not mark, never. */
const isShown = (job: Job, now: string): boolean =>
  isForClient(job) &&
  job.status !== 'cancelled' &&
  (job.endedAt === undefined || Date.parse(now) - Date.parse(job.endedAt) < shownAfterwards);

export function progressOf(job: Job, zone: TimeZone, now: string): Progress[] {
  if (job.clientId === undefined || job.status === 'cancelled' || !isShown(job, now)) return [];
  const { id, clientId, title, status, endedAt } = job;
  const finishedOn = status === 'done' && endedAt !== undefined && { finishedOn: civilDateAt(endedAt, zone) };
  return [{ id, clientId, title, stage: stageOf[status], ...finishedOn }];
}

const mostClients = 25;
const mostOfAClient = 30;

/** The latest jobs of the clients that the contact sees whole. */
export async function jobsFor(records: Records, { scope: { only = [] }, limited = [] }: Caller): Promise<Job[]> {
  const whole = only.filter((id) => !limited.includes(id)).slice(0, mostClients);
  const pages = await Promise.all(whole.map((clientId) => listJobs(records, { clientId, limit: mostOfAClient })));
  return pages.flatMap(({ items }) => items);
}
