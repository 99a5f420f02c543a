import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { RoleOf } from '../clients/client.ts';
import { put } from '../clients/put.ts';
import { Filing } from './deadline.ts';
import { FieldName, type Fields, FieldValue, inState, Job, Status } from './job.ts';
import { mostTasks } from './pack.ts';
import { shared } from './private.ts';
import { checkDays, dueBeforeStart, WorkDay } from './work-day.ts';

const of = Job.shape;

/** A period by the day it is about, where the template says how long one is; or told in full. */
export const PeriodInput = z.union([
  z.strictObject({ of: WorkDay }),
  z.strictObject({
    start: WorkDay,
    end: WorkDay,
    label: z.string().trim().min(1).max(60).optional(),
    payDate: WorkDay.optional(),
  }),
]);
export type PeriodInput = z.output<typeof PeriodInput>;

export const NewJob = z
  .strictObject({
    clientId: Id('client').optional(),
    templateId: Id('template').optional(),
    /** Of a job without a template; one of a template is named by it. */
    title: of.title.optional(),
    startOn: WorkDay.optional(),
    dueOn: WorkDay.optional(),
    period: PeriodInput.optional(),
    engagementId: Id('engagement').optional(),
    serviceId: Id('service').optional(),
    leadId: Id('member').optional(),
    people: z.array(RoleOf).max(30).optional(),
    priority: of.priority,
    budgetMinutes: of.budgetMinutes,
    /** It is not done when its tasks are: a matter, say. */
    staysOpen: z.boolean().optional(),
    /** What the template's words ask for: `{ "matter.description": "Lease dispute" }`. */
    given: z.record(z.string().max(60), z.string().trim().min(1).max(200)).default({}),
    tasks: z
      .array(z.strictObject({ title: of.title, assigneeId: Id('member').optional(), dueOn: WorkDay.optional() }))
      .max(mostTasks, `A job has at most ${mostTasks} tasks`)
      .default([]),
  })
  .superRefine(({ templateId, title, tasks, period, clientId, serviceId, engagementId, startOn, dueOn }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (templateId === undefined && title === undefined) say('title', 'A job without a template needs a title');
    if (templateId !== undefined && title !== undefined) say('title', 'The template names the job');
    if (templateId !== undefined && tasks.length > 0)
      say('tasks', 'The template says what is to be done; add further tasks to the job');
    if (templateId === undefined && period && 'of' in period)
      say('period', 'Only a template says how long its period is: give start and end');
    if (startOn !== undefined && dueOn !== undefined && dueOn < startOn) say('dueOn', dueBeforeStart(startOn));
    if (engagementId !== undefined && clientId === undefined)
      say('engagementId', 'An engagement is a client’s: name the client too');
    if (serviceId !== undefined && engagementId === undefined)
      say('serviceId', 'A service is of an engagement: name that too');
  })
  .meta({ id: 'NewJob' });
export type NewJob = z.output<typeof NewJob>;

/** null takes a value away. */
export const JobPatch = z
  .strictObject({
    title: of.title.optional(),
    startOn: WorkDay.optional(),
    dueOn: WorkDay.nullable().optional(),
    leadId: Id('member').nullable().optional(),
    people: z.array(RoleOf).max(30).optional(),
    watchers: z.array(Id('member')).max(50).optional(),
    priority: of.priority.unwrap().nullable().optional(),
    label: of.label.unwrap().nullable().optional(),
    /** One of the firm's labels of the state that the job is in; null takes it away. */
    labelId: Id('statusLabel').nullable().optional(),
    budgetMinutes: of.budgetMinutes.unwrap().nullable().optional(),
    forNextTime: of.forNextTime.unwrap().nullable().optional(),
    staysOpen: z.boolean().optional(),
    /** Its client sees how far it is on their page. */
    shownToClient: z.boolean().optional(),
    /** What was private is the firm’s from now on; there is no way back. */
    private: z.literal(false).optional(),
    /** What was found out; null forgets it. */
    fields: z.record(FieldName, FieldValue.nullable()).optional(),
    /** Why the dates move, for their history. */
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .meta({ id: 'JobPatch' });
export type JobPatch = z.output<typeof JobPatch>;

export const SetStatus = z
  .strictObject({
    status: Status.exclude(['done', 'cancelled']),
    label: of.label,
    /** One of the firm's labels of that state. */
    labelId: of.labelId,
    /** Of a job that waits for someone else: for whom, or what. */
    waitsFor: of.waitsFor,
  })
  .meta({ id: 'SetJobStatus' });

/** In a state by hand: with the words that are given now, and none of those before. */
export function putInState(
  job: Job,
  { status, label, labelId, waitsFor }: z.output<typeof SetStatus>,
  now: string,
): Job {
  const { label: _, labelId: _id, waitsFor: _for, ...rest } = inState(job, status, now);
  return {
    ...rest,
    ...(label !== undefined && { label }),
    ...(labelId !== undefined && { labelId }),
    ...(waitsFor !== undefined && { waitsFor }),
  };
}

export const Reason = z.strictObject({ reason: z.string().trim().min(1).max(500) }).meta({ id: 'Reason' });

export const Extend = z
  .strictObject({
    /** Not given, it is the extended deadline of the same law. */
    to: WorkDay.optional(),
    form: z.string().trim().min(1).max(40).optional(),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .default({})
  .meta({ id: 'ExtendDeadline' });

export const NewFiling = Filing.omit({ by: true, at: true }).strict().meta({ id: 'NewFiling' });

export const RecordFact = z
  .strictObject({
    fact: z
      .string()
      .max(120)
      .regex(
        /^(?:letter\.signed|trust\.received|invoice\.paid|(?:request|job)\.[A-Za-z0-9._-]+)$/,
        'As in letter.signed or request.documents',
      ),
    on: CivilDate.optional(),
  })
  .meta({ id: 'RecordFact' });

const mostFields = 100;
const mostExtensions = 10;

/** What was found out, with more of it; null forgets. */
export function withFields(had: Fields = {}, more: NonNullable<JobPatch['fields']>): Fields {
  const found = Object.entries({ ...had, ...more }).filter(([, value]) => value !== null);
  if (found.length > mostFields) throw broken(`A job keeps at most ${mostFields} fields`, { field: 'fields' });
  return Object.fromEntries(found) as Fields;
}

/** A job after a change of what stands in it. A day set by hand goes before the template's rule; null gives it back. */
export function update(
  job: Job,
  { dueOn, fields, reason: _, private: isPrivate, ...patch }: JobPatch,
  ruleOfTemplate: string | undefined,
): Job {
  const changed = put(isPrivate === undefined ? job : shared(job), {
    ...patch,
    ...(fields && { fields: withFields(job.fields, fields) }),
  });
  if (dueOn === undefined) return checkDays(changed, patch);
  const { dueOn: _due, dueRule: _rule, ...rest } = changed;
  if (dueOn !== null) return checkDays({ ...rest, dueOn }, { dueOn });
  return ruleOfTemplate === undefined ? rest : { ...rest, dueRule: ruleOfTemplate };
}

/** A deadline put off: the day before stays known, and what hangs on it moves. */
export function extend(job: Job, to: string, { form, reason }: z.output<typeof Extend>, by: string, at: string): Job {
  if (!job.deadline) throw broken('This has no deadline that could be put off', { field: 'deadline' });
  if ((job.extensions?.length ?? 0) >= mostExtensions)
    throw broken(`A deadline is put off at most ${mostExtensions} times`, { field: 'deadline' });
  const { on: from, extension, says } = job.deadline;
  if (to <= from) throw broken(`A deadline is put off to a later day than ${from}`, { field: 'to' });
  const named = form ?? extension?.form;
  return {
    ...job,
    deadline: {
      ...job.deadline,
      on: to,
      says: [...says.slice(0, 6), `Extended${named === undefined ? '' : ` by ${named}`} to ${to}`],
    },
    extensions: [
      ...(job.extensions ?? []),
      { from, to, by, at, ...(named !== undefined && { form: named }), ...(reason !== undefined && { reason }) },
    ],
  };
}
