import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { Id, type NewId } from '../../shared/ids.ts';
import type { JobPeriod } from '../recurrence/rhythm.ts';
import { type Job, notOver } from './job.ts';
import { NewJob, PeriodInput } from './job-input.ts';
import type { LoadedMaking } from './loading.ts';
import { make } from './making.ts';
import { otherKeys, withKeys } from './other-keys.ts';
import { mostTasks } from './pack.ts';
import { whoHas } from './people.ts';
import type { WholeJob } from './store.ts';
import type { Task } from './task.ts';

export const FurtherTemplate = z
  .strictObject({
    templateId: Id('template'),
    /** Of a job that has none yet. */
    period: PeriodInput.optional(),
    given: NewJob.shape.given,
  })
  .meta({ id: 'FurtherTemplate' });
export type FurtherTemplate = z.output<typeof FurtherTemplate>;

type Circumstances = { by: string; now: string; newId: NewId };

const asInput = ({ start, end, label, payDate }: JobPeriod) => ({
  start,
  end,
  label,
  ...(payDate !== undefined && { payDate }),
});

function periodFor({ period }: Job, { period: given }: FurtherTemplate) {
  if (period && given)
    throw broken(`This job is about ${period.label} already; what is added to it is too`, { field: 'period' });
  return given ?? (period && asInput(period));
}

type People = NonNullable<Job['people']>;

/** Whoever has a part in the job keeps it. */
const withPeople = (had: People = [], came: People = []): People => [
  ...had,
  ...came.filter(({ role }) => !had.some((one) => one.role === role)),
];

const nextPosition = (tasks: readonly Task[]) => Math.max(-1, ...tasks.map(({ position }) => position)) + 1;

/** The tasks of another template for a job under way: under keys of their own, by the job's people and anchors. */
export function withTemplate(
  { job, tasks }: WholeJob,
  body: FurtherTemplate,
  loaded: LoadedMaking,
  { by, now, newId }: Circumstances,
) {
  notOver(job);
  const template = loaded.template!;
  const period = periodFor(job, body);
  const { clientId, startOn, engagementId, serviceId } = job;
  const asked = NewJob.parse({
    templateId: template.templateId,
    clientId,
    startOn,
    period,
    engagementId,
    serviceId,
    given: body.given,
  });
  const made = make(asked, loaded, { id: job.id, by, now, newId });
  if (tasks.length + made.tasks.length > mostTasks)
    throw broken(`${made.tasks.length} tasks are more than this job can take in; it has at most ${mostTasks}`, {
      field: 'templateId',
    });
  const keys = made.tasks.map(({ key = '' }) => key);
  const names = otherKeys(keys, new Set(tasks.map(({ key = '' }) => key)));
  const first = nextPosition(tasks);
  const addedBy = { templateId: template.templateId, version: template.n };
  const added = made.tasks.map((task, n): Task => ({ ...withKeys(task, names), position: first + n, addedBy }));
  const people = withPeople(job.people, made.job.people);
  const after: Job = {
    ...job,
    ...(people.length > 0 && { people }),
    ...(!job.period && made.job.period && { period: made.job.period }),
    ...(made.job.settings && { settings: { ...made.job.settings, ...job.settings } }),
  };
  const assigned = Object.fromEntries(added.map(({ id, role }) => [id, whoHas(people, role) ?? null]));
  return { job: after, tasks: added, assigned };
}
