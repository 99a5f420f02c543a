import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import type { NewId } from '../../shared/ids.ts';
import { datingOf } from '../jobs/acting.ts';
import { deadlineFor } from '../jobs/deadline-for.ts';
import type { LoadedMaking } from '../jobs/loading.ts';
import { fromTemplate } from '../jobs/make.ts';
import { neighbourBy } from '../jobs/making.ts';
import { dueDate } from '../templates/due-date.ts';
import { parseDueRule } from '../templates/due-rule.ts';
import { contentFor } from './content-for.ts';
import { startOn, type When } from './due.ts';
import type { JobPeriod } from './rhythm.ts';
import type { Series } from './series.ts';

/** What the jobs of a series are made of: loaded as any job's, and of a client and a template. */
export type Source = LoadedMaking & {
  client: NonNullable<LoadedMaking['client']>;
  template: NonNullable<LoadedMaking['template']>;
};

/** A job, its tasks and both events are one transaction. */
const mostTasks = 90;
/** No start lies farther before its period: a rule that says so speaks of something else. */
const farthest = 366;

function deadlineOf(series: Series, period: JobPeriod, start: CivilDate, source: Source, now: string) {
  const { client, engagement, postponements, firm, template } = source;
  const { calendars } = datingOf(firm, now);
  const content = contentFor(template.content, series.changes);
  return deadlineFor({ content, client, engagement, period, startOn: start, calendars, postponements });
}

/**
 * When the job of a period starts by its template. What counts from something other than the period and its deadline,
 * today for one, begins with the period: else all that are yet to come would begin at once.
 */
function startByRule(series: Series, period: JobPeriod, source: Source, now: string): CivilDate {
  const rule = parseDueRule(series.changes?.start ?? source.template.content.start);
  const anchor = (name: string) => {
    const on = anchorOf(name);
    return on === undefined ? undefined : { on, says: name };
  };
  const anchorOf = (name: string): CivilDate | undefined => {
    switch (name) {
      case 'period.start':
        return period.start;
      case 'period.end':
        return period.end;
      case 'payDate':
        return period.payDate;
      case 'deadline':
        return deadlineOf(series, period, period.start, source, now)?.on;
      default:
        return undefined;
    }
  };
  const due = dueDate(rule, anchor, datingOf(source.firm, now).calendars);
  return 'on' in due && due.on >= addDays(period.start, -farthest) ? due.on : period.start;
}

/** By which days the jobs of a series come up. */
export function whenOf(series: Series, source: Source, now: string): When {
  const { calendars, today } = datingOf(source.firm, now);
  const starts = new Map<string, CivilDate>();
  return {
    today,
    startOf(period) {
      const on = starts.get(period.key) ?? startByRule(series, period, source, now);
      starts.set(period.key, on);
      return on;
    },
    workingDays: calendars.firm,
    banks: calendars.bank,
    engagementEndsOn: source.engagement?.endsOn,
  };
}

/** The job of one period, with its tasks, as this client has them. */
export function occurrence(
  series: Series,
  period: JobPeriod,
  source: Source,
  { id, by, now, newId }: { id: string; by: string; now: string; newId: NewId },
) {
  const { template, engagement, service } = source;
  const content = contentFor(template.content, series.changes);
  const start = startOn(series, period, whenOf(series, source, now));
  if (source.client.lifecycle === 'archived')
    throw broken(`${source.client.name} is archived; bring it back before work for it begins`);
  const made = fromTemplate({
    ...source,
    id,
    template: { id: template.templateId, key: content.key, version: template.n },
    content,
    engagement,
    service,
    seriesId: series.id,
    peopleHere: series.changes?.people,
    period,
    neighbour: neighbourBy(series.rhythm),
    startOn: start,
    deadline: deadlineOf(series, period, start, source, now),
    given: {},
    by,
    now,
    today: datingOf(source.firm, now).today,
    newId,
  });
  if (made.tasks.length > mostTasks)
    throw broken(
      `A job of ${made.tasks.length} tasks is more than a series can create: at most ${mostTasks}; divide the template`,
      { field: 'templateId' },
    );
  const { budgetMinutes } = series.changes ?? {};
  return { ...made, job: { ...made.job, ...(budgetMinutes !== undefined && { budgetMinutes }) } };
}
