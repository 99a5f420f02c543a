import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { RoleOf } from '../clients/client.ts';
import { JobPeriod } from '../recurrence/rhythm.ts';
import { Deadline, Extension, Filing } from './deadline.ts';

/** What every report and list goes by; what people read is the firm's own label. */
export const Status = z.enum([
  'planned',
  'ready',
  'active',
  'waiting-client',
  'waiting-third-party',
  'review',
  'done',
  'cancelled',
]);
export type Status = z.output<typeof Status>;

export const Priority = z.enum(['high', 'normal', 'low']);

/** What someone found out while working, and what later steps ask for: `decision`, `gross`, `federalAcceptedOn`. */
export const FieldName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, 'A word or a few, such as decision or depositsTimely');
export const FieldValue = z.union([z.string().trim().min(1).max(200), z.number(), z.boolean()]);
export const Fields = z.record(FieldName, FieldValue);
export type Fields = z.output<typeof Fields>;

/** Something that happened outside the job's tasks, on which tasks wait: `letter.signed`, `request.statements`. */
const Fact = z.object({
  on: CivilDate,
  at: z.iso.datetime(),
  by: z.string(),
  /** The job in which it happened, where it is withdrawn once that is to be done again. */
  jobId: Id('job').optional(),
});
export type Fact = z.output<typeof Fact>;

export const Job = z.object({
  id: Id('job'),
  /** None where it is the firm's own. */
  clientId: Id('client').optional(),
  title: z.string().trim().min(1).max(200),
  /** The version stays the job's, whatever the template becomes, until another is rolled out to it. */
  template: z.object({ id: Id('template'), key: z.string(), version: z.int() }).optional(),
  seriesId: Id('series').optional(),
  /** The step of another job that began it. */
  startedFrom: z.object({ jobId: Id('job'), taskId: Id('task') }).optional(),
  engagementId: Id('engagement').optional(),
  serviceId: Id('service').optional(),
  period: JobPeriod.optional(),
  startOn: CivilDate,
  /** When the firm means to be done; by `dueRule`, unless someone set it. */
  dueOn: CivilDate.optional(),
  dueRule: z.string().optional(),
  deadline: Deadline.optional(),
  extensions: z.array(Extension).max(10).optional(),
  filings: z.array(Filing).max(20).optional(),
  /** Who answers for it. */
  leadId: Id('member').optional(),
  people: z.array(RoleOf).max(30).optional(),
  watchers: z.array(Id('member')).max(50).optional(),
  priority: Priority.optional(),
  status: Status,
  /** Since when it is in this state. */
  since: z.iso.datetime(),
  label: z.string().trim().min(1).max(40).optional(),
  /** One of the firm's own labels of this state; `label` is words for this one job. */
  labelId: Id('statusLabel').optional(),
  /** Whom it waits for, in words, where that is neither the client nor the firm. */
  waitsFor: z.string().trim().min(1).max(200).optional(),
  /** It is not done when its tasks are, but when someone says so. */
  staysOpen: z.boolean().optional(),
  budgetMinutes: z.int().min(0).max(600_000).optional(),
  settings: z.record(z.string(), z.json()).optional(),
  fields: Fields.optional(),
  /** What someone typed in for the template's words, and what they are worded with again. */
  given: z.record(z.string(), z.string()).optional(),
  facts: z.record(z.string(), Fact).optional(),
  /** Its client sees how far it is on their page. */
  shownToClient: z.boolean().optional(),
  /** What whoever does it next time should know. */
  forNextTime: Text(5000).optional(),
  /** The job of the same template the time before, and what it left to know. */
  previousJobId: Id('job').optional(),
  fromLastTime: Text(5000).optional(),
  /** A task that someone noted down: lists of jobs leave it out. */
  quick: z.boolean().optional(),
  /** Whose alone it is: nobody else sees it, whatever their role. */
  privateTo: Id('member').optional(),
  reason: z.string().max(500).optional(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  /** Its client was erased, and what was written into it with it. */
  erasedAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  /** At the firm. */
  createdOn: CivilDate,
  createdBy: z.string(),
});
export type Job = z.output<typeof Job>;

/** Its client may know of it: it is on their page, and its title in their mail. */
export const isForClient = ({ shownToClient, privateTo }: Pick<Job, 'shownToClient' | 'privateTo'>): boolean =>
  shownToClient === true && privateTo === undefined;

export const isOver = ({ status }: Pick<Job, 'status'>): boolean => status === 'done' || status === 'cancelled';

/** Work goes on only in a job that is not over. */
export function notOver(job: Job): void {
  if (job.status === 'cancelled') throw broken('This was cancelled; reopen it before anything is changed');
  if (job.status === 'done') throw broken('This is done; reopen it before anything is changed');
}

/** In another state from now on, without the words of the one before; one that it is in already keeps its date. */
export function inState(job: Job, status: Status, now: string): Job {
  if (job.status === status) return job;
  const { label: _, labelId: _id, waitsFor: _for, ...rest } = job;
  return { ...rest, status, since: now };
}
