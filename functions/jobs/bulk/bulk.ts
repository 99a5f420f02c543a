import * as z from 'zod';
import { Id } from '../../../shared/ids.ts';
import { Extend, Reason, SetStatus } from '../job-input.ts';
import { WorkDay } from '../work-day.ts';

const why = Reason.shape.reason;
const OfTask = z.strictObject({ jobId: Id('job'), taskId: Id('task') });
export type OfTask = z.output<typeof OfTask>;

const jobIds = z.array(Id('job')).min(1).max(500);
const taskIds = z.array(OfTask).min(1).max(250);

const SetLead = z.strictObject({ action: z.literal('set-lead'), leadId: Id('member').nullable() });
const SetJobDue = z.strictObject({ action: z.literal('set-due'), dueOn: WorkDay, reason: why.optional() });
const PutInState = SetStatus.extend({ action: z.literal('set-status') });
const PutOff = z.strictObject({ action: z.literal('extend'), ...Extend.unwrap().shape });
const Cancel = z.strictObject({ action: z.literal('cancel'), reason: why });

/** What is done to each of some jobs. */
export const JobDeed = z.discriminatedUnion('action', [SetLead, SetJobDue, PutInState, PutOff, Cancel]);
export type JobDeed = z.output<typeof JobDeed>;

const Assign = z.strictObject({ action: z.literal('assign'), assigneeId: Id('member').nullable() });
const SetDue = z.strictObject({ action: z.literal('set-due'), dueOn: WorkDay.nullable(), reason: why.optional() });
const Complete = z.strictObject({ action: z.literal('complete'), reason: why.optional() });
const Skip = z.strictObject({ action: z.literal('skip'), reason: why });

/** What is done to each of some tasks. */
export const TaskDeed = z.discriminatedUnion('action', [Assign, SetDue, Complete, Skip]);
export type TaskDeed = z.output<typeof TaskDeed>;

const ofJobs = { ids: jobIds };
const ofTasks = { ids: taskIds };

export const BulkJobs = z
  .discriminatedUnion('action', [
    SetLead.extend(ofJobs),
    SetJobDue.extend(ofJobs),
    PutInState.extend(ofJobs),
    PutOff.extend(ofJobs),
    Cancel.extend(ofJobs),
  ])
  .meta({ id: 'BulkJobs' });

export const BulkTasks = z
  .discriminatedUnion('action', [
    Assign.extend(ofTasks),
    SetDue.extend(ofTasks),
    Complete.extend(ofTasks),
    Skip.extend(ofTasks),
  ])
  .meta({ id: 'BulkTasks' });

export const GivenJobs = z.object({ deed: JobDeed, ids: jobIds });
export const GivenTasks = z.object({ deed: TaskDeed, ids: taskIds });

export const titles = {
  'set-lead': 'Give jobs another lead',
  'set-due': 'Set when work is due',
  'set-status': 'Put jobs in another state',
  extend: 'Put deadlines off',
  cancel: 'Call jobs off',
  assign: 'Assign tasks',
  complete: 'Complete tasks',
  skip: 'Leave tasks out',
} satisfies Record<JobDeed['action'] | TaskDeed['action'], string>;
