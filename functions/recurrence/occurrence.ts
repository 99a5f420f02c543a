import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import type { NewId } from '../../shared/ids.ts';
import { datingOf } from '../jobs/acting.ts';
import { deadlineFor } from '../jobs/deadline-for.ts';
import type { LoadedMaking } from '../jobs/loading.ts';
import type { Job } from '../jobs/job.ts';
import { withLastTime } from '../jobs/last-time.ts';
import { fromTemplate } from '../jobs/make.ts';
import { neighbourBy } from '../jobs/making.ts';
import { mostTasks } from '../jobs/pack.ts';
import { startByRule } from '../jobs/start-on.ts';
import type { Changes } from './changes.ts';
import { contentFor } from './content-for.ts';
import { startOn, type When } from './due.ts';
import type { JobPeriod } from './rhythm.ts';
import type { Series } from './series.ts';

/** What the jobs of a series are made of: loaded as any job's, and of a client and a template. */
export type Source = LoadedMaking & {
  client: NonNullable<LoadedMaking['client']>;
  template: NonNullable<LoadedMaking['template']>;
  /** The job of the time before, where the series takes over from it. */
  last?: Job | undefined;
};

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
function startOfPeriod(series: Series, period: JobPeriod, source: Source, now: string): CivilDate {
  const rule = series.changes?.start ?? source.template.content.start;
  const deadline = () => deadlineOf(series, period, period.start, source, now)?.on;
  const { calendars } = datingOf(source.firm, now);
  return startByRule(rule, { period, deadline, calendars }) ?? period.start;
}

/** By which days the jobs of a series come up. */
export function whenOf(series: Series, source: Source, now: string): When {
  const { calendars, today } = datingOf(source.firm, now);
  const starts = new Map<string, CivilDate>();
  return {
    today,
    startOf(period) {
      const on = starts.get(period.key) ?? startOfPeriod(series, period, source, now);
      starts.set(period.key, on);
      return on;
    },
    workingDays: calendars.firm,
    banks: calendars.bank,
    engagementEndsOn: source.engagement?.endsOn,
  };
}

/** What someone said of this client's jobs goes before what the template says, and before what last time's was. */
export const budgeted = (job: Job, { budgetMinutes }: Changes = {}): Job => ({
  ...job,
  ...(budgetMinutes !== undefined && { budgetMinutes }),
});

export const isBudgetSaid = ({ changes }: Pick<Series, 'changes'>, { service }: Pick<Source, 'service'>): boolean =>
  (changes?.budgetMinutes ?? service?.budgetMinutes) !== undefined;

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
      `A job of ${made.tasks.length} tasks is more than one can have: at most ${mostTasks}; divide the template`,
      { field: 'templateId' },
    );
  return { ...made, job: withLastTime(budgeted(made.job, series.changes), source.last, isBudgetSaid(series, source)) };
}
