import type { Event } from '../../shared/events/chain.ts';
import type { Job } from '../jobs/job.ts';
import type { ReviewNote } from '../jobs/review-note.ts';
import type { Line, Schedule } from '../jobs/schedule.ts';
import type { Draft } from './draft.ts';
import { named } from './saying.ts';

/** What happened in a job, and how the job stands now: an event may come late. */
export type InJob = {
  event: Event;
  job: Job;
  schedule: Schedule;
  notes: readonly ReviewNote[];
  /** What whoever did it is called; nobody, where it came about by itself. */
  who?: string | undefined;
  clientName?: string | undefined;
};

export type Rule = (happened: InJob) => Draft[];

/** A job, with whose it is where its name does not tell. */
export const jobIn = ({ job: { title }, clientName }: Pick<InJob, 'job' | 'clientName'>): string =>
  clientName === undefined || title.includes(clientName) ? named(title) : `${named(title)} for ${clientName}`;

export const taskIn = ({ title }: Pick<Line, 'title'>, happened: Pick<InJob, 'job' | 'clientName'>): string =>
  `${named(title)} in ${jobIn(happened)}`;

export const after = (change: readonly unknown[] | undefined): unknown => change?.[1] ?? undefined;
