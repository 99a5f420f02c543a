import { broken, invalid } from '../../shared/errors.ts';
import type { NewId } from '../../shared/ids.ts';
import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { type JobPeriod, periodAfter, periodAt, type Rhythm } from '../recurrence/rhythm.ts';
import type { TemplateContent } from '../templates/template.ts';
import { datingOf } from './acting.ts';
import { deadlineFor } from './deadline-for.ts';
import type { Job } from './job.ts';
import type { NewJob, PeriodInput } from './job-input.ts';
import type { LoadedMaking } from './loading.ts';
import { fromTemplate } from './make.ts';
import { mostTasks } from './pack.ts';
import type { Task } from './task.ts';
import { rhythmFor } from './rhythm-for.ts';
import { startByRule } from './start-on.ts';
import type { Spoken } from './words.ts';

type Circumstances = {
  id: string;
  by: string;
  now: string;
  newId: NewId;
  /** The series whose job it is, which says how its time is divided. */
  series?: { id: string; rhythm: Rhythm } | undefined;
};

/** The period so many before or after, where time is divided by a rhythm. */
export const neighbourBy =
  (rhythm: Rhythm | undefined): Spoken['neighbour'] =>
  (period, n) => {
    if (!rhythm) return undefined;
    let found = period;
    for (let i = 0; i < n; i++) found = periodAfter(rhythm, found);
    for (let i = 0; i > n; i--) found = periodAt(rhythm, addDays(found.start, -1));
    return found;
  };

export function periodOf(
  given: PeriodInput | undefined,
  content: TemplateContent,
  rhythm: Rhythm | undefined,
): JobPeriod | undefined {
  if (given === undefined) {
    if (content.period !== undefined && content.period !== 'none')
      throw invalid({
        path: 'body.period',
        message: 'This template is about a period; say which, as { "of": "2026-03-31" }',
      });
    return undefined;
  }
  if ('of' in given) {
    if (rhythm) return periodAt(rhythm, given.of);
    throw invalid({
      path: 'body.period',
      message: 'How long its period is does not follow from the template: give start and end',
    });
  }
  return toldInFull(given);
}

function toldInFull({ start, end, label = `${start} to ${end}`, payDate }: Extract<PeriodInput, { start: string }>) {
  if (end < start) throw invalid({ path: 'body.period.end', message: 'A period does not end before it starts' });
  return { key: `${start}_${end}`, start, end, label, ...(payDate !== undefined && { payDate }) };
}

function checkCount(count: number, what: string): void {
  if (count > mostTasks)
    throw broken(`${what} ${count} tasks for this; a job has at most ${mostTasks}. Divide the template`, {
      field: 'templateId',
    });
}

/** A job as someone asked for it. */
export function make(body: NewJob, loaded: LoadedMaking, { id, by, now, newId, series }: Circumstances) {
  const { template, client, firm, engagement, service } = loaded;
  const { calendars, today } = datingOf(firm, now);
  if (client && client.lifecycle === 'archived')
    throw broken(`${client.name} is archived; bring it back before work for it begins`);
  if (!template) return { ...bare(body, { id, by, now, newId }, body.startOn ?? today, today), firm };
  const { content } = template;
  const rhythm = series?.rhythm ?? rhythmFor(content, loaded);
  const period = periodOf(body.period, content, rhythm);
  const { postponements } = loaded;
  const lawfulFrom = (start: CivilDate) => ({
    content,
    client,
    engagement,
    period,
    startOn: start,
    calendars,
    postponements,
  });
  const deadline = () => deadlineFor(lawfulFrom(period?.start ?? today))?.on;
  const startOn = body.startOn ?? startByRule(content.start, { period, deadline, calendars }) ?? today;
  const made = fromTemplate({
    ...loaded,
    id,
    template: { id: template.templateId, key: content.key, version: template.n },
    content,
    engagement,
    service,
    seriesId: series?.id,
    period,
    neighbour: neighbourBy(rhythm),
    startOn,
    deadline: deadlineFor(lawfulFrom(startOn)),
    given: body.given,
    leadId: body.leadId,
    peopleHere: Object.fromEntries((body.people ?? []).map(({ role, memberId }) => [role, memberId])),
    by,
    now,
    today,
    newId,
  });
  checkCount(made.tasks.length, `${content.name} has`);
  const { priority, budgetMinutes, staysOpen, dueOn } = body;
  const { dueRule, ...job } = made.job;
  return {
    ...made,
    firm,
    job: {
      ...job,
      ...(dueOn === undefined ? dueRule !== undefined && { dueRule } : { dueOn }),
      ...(priority !== undefined && { priority }),
      ...(budgetMinutes !== undefined && { budgetMinutes }),
      ...(staysOpen && { staysOpen }),
      ...(Object.keys(body.given).length > 0 && { given: body.given }),
    } as Job,
  };
}

/** A job of its own tasks. */
function bare(body: NewJob, { id, by, now, newId }: Circumstances, startOn: CivilDate, today: CivilDate) {
  const {
    clientId,
    title = '',
    dueOn,
    engagementId,
    serviceId,
    leadId,
    people,
    priority,
    budgetMinutes,
    staysOpen,
  } = body;
  const job: Job = {
    id,
    title,
    startOn,
    ...(clientId !== undefined && { clientId }),
    ...(body.period && 'start' in body.period && { period: toldInFull(body.period) }),
    ...(dueOn !== undefined && { dueOn }),
    ...(engagementId !== undefined && { engagementId }),
    ...(serviceId !== undefined && { serviceId }),
    ...(leadId !== undefined && { leadId }),
    ...(people && { people }),
    ...(priority !== undefined && { priority }),
    ...(budgetMinutes !== undefined && { budgetMinutes }),
    ...(staysOpen && { staysOpen }),
    status: 'planned',
    since: now,
    createdAt: now,
    createdOn: today,
    createdBy: by,
  };
  const tasks = body.tasks.map((input, position): Task => ({
    id: newId('task'),
    jobId: id,
    ...(clientId !== undefined && { clientId }),
    position,
    title: input.title,
    ...(input.dueOn !== undefined && { pin: { on: input.dueOn, by } }),
    status: 'open',
    createdAt: now,
  }));
  const assigned = Object.fromEntries(tasks.map((task, i) => [task.id, body.tasks[i]!.assigneeId ?? null]));
  return { job, tasks, assigned };
}
