import * as z from 'zod';
import { rolls } from '../../shared/dates/calendar.ts';
import { addDays, CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Changes } from './changes.ts';
import { firstPeriod, type JobPeriod, periodAfterDone, Rhythm } from './rhythm.ts';

/** How long before its start a job is created. */
export const Lead = z.strictObject({ n: z.int().min(0).max(366), unit: z.enum(['day', 'bizday']) });
export type Lead = z.output<typeof Lead>;

/** No period that begins after the day is worked; with a count, so many jobs are created and no more. */
export const SeriesEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('on'), date: CivilDate }),
  z.strictObject({ kind: z.literal('after'), jobs: z.int().min(1).max(1000) }),
  /** With the last day of the engagement, whatever that is by then. */
  z.strictObject({ kind: z.literal('engagement') }),
]);
export type SeriesEnd = z.output<typeof SeriesEnd>;

/** What becomes of jobs that should have begun already when they come to be created. */
export const Missed = z.enum(['create-all', 'create-latest', 'skip']);
export type Missed = z.output<typeof Missed>;

const settings = {
  templateId: Id('template'),
  rhythm: Rhythm,
  lead: Lead,
  end: SeriesEnd,
  /** Where a start on a day that is not worked goes; what the template says holds where this says nothing. */
  roll: z.enum(rolls).optional(),
  missed: Missed,
  changes: Changes.optional(),
  /** Whether a job gets what the one before left to know, and its budget: it does unless this says no. */
  fromLastTime: z.boolean().optional(),
};

const common = {
  id: Id('series'),
  clientId: Id('client'),
  engagementId: Id('engagement').optional(),
  serviceId: Id('service').optional(),
  ...settings,
  /** What its template was called when someone last chose it. */
  templateName: z.string().max(120).optional(),
  /** The first day of its first period. */
  first: CivilDate,
  /** The first day of the period that comes next; none while the job before is waited for. */
  next: CivilDate.optional(),
  /** The period of the last job. */
  last: z.string().optional(),
  lastJobId: Id('job').optional(),
  /** The day on which it is looked at next: as far as is known, when its next job is to be created. */
  lookOn: CivilDate.optional(),
  /** Since when its jobs wait for a letter to be signed; what comes up meanwhile is created then. */
  heldSince: CivilDate.optional(),
  /** How many jobs it has created. */
  made: z.int().min(0),
  /** One after another, without a job in between. */
  failures: z.int().min(0).max(3),
  /** Why its next job could not be created. */
  lastFailure: z.string().max(500).optional(),
  /** Where "this and following" was edited: the series before, and the one after. */
  follows: Id('series').optional(),
  followedBy: Id('series').optional(),
  /** Its client was erased: it has ended, and what was particular to them is gone. */
  erasedAt: z.iso.datetime().optional(),
};

const Reason = z.string().trim().min(1).max(500);

export const Series = z
  .discriminatedUnion('status', [
    z.object({ ...common, status: z.literal('active') }),
    z.object({
      ...common,
      status: z.literal('paused'),
      pausedAt: z.iso.datetime(),
      because: z.enum(['asked', 'failures', 'engagement']),
      reason: Reason,
    }),
    z.object({
      ...common,
      status: z.literal('ended'),
      endedAt: z.iso.datetime(),
      because: z.enum(['asked', 'over', 'engagement']),
      reason: Reason,
    }),
  ])
  .meta({ id: 'Series' });
export type Series = z.output<typeof Series>;

export const SeriesStatus = z.enum(['active', 'paused', 'ended']);
export type SeriesStatus = z.output<typeof SeriesStatus>;

/** How it is stored: what each state has stands beside the others'. */
export const SeriesRecord = z.object({
  ...common,
  status: SeriesStatus,
  pausedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  because: z.enum(['asked', 'failures', 'over', 'engagement']).optional(),
  reason: Reason.optional(),
});
export type SeriesRecord = z.output<typeof SeriesRecord>;
export type ActiveSeries = Extract<Series, { status: 'active' }>;

const endsWithEngagement = 'Only a series of an engagement ends with it';

export const NewSeries = z
  .strictObject({
    engagementId: common.engagementId,
    serviceId: common.serviceId,
    ...settings,
    /** That of the service, where it is not said. */
    templateId: settings.templateId.optional(),
    /** What template, service and client say, where it is not said. */
    rhythm: Rhythm.optional(),
    lead: Lead.default({ n: 0, unit: 'day' }),
    end: SeriesEnd.default({ kind: 'never' }),
    missed: Missed.default('create-all'),
    /** A day of the first period; without it, today: a series begun in mid-year starts with the current period. */
    first: CivilDate.optional(),
  })
  .refine(({ end, engagementId }) => end.kind !== 'engagement' || engagementId !== undefined, {
    path: ['end'],
    message: endsWithEngagement,
  })
  .refine(({ serviceId, engagementId }) => serviceId === undefined || engagementId !== undefined, {
    path: ['serviceId'],
    message: 'A service is of an engagement: name that too',
  })
  .meta({ id: 'NewSeries' });
export type NewSeries = z.output<typeof NewSeries>;

export const SeriesEdit = z
  .strictObject({ ...settings, templateName: common.templateName })
  .partial()
  .meta({ id: 'SeriesEdit' });
export type SeriesEdit = z.output<typeof SeriesEdit>;

/** What holds for all jobs to come; with a day, from the period on that begins then. */
export const SeriesPatch = z
  .strictObject({ ...settings, from: CivilDate })
  .omit({ changes: true })
  .partial();

/** Stands beside each job, once and for good: a period of a series has one job, however often it is asked for. */
export const occurrenceKey = (seriesId: string, { key }: Pick<JobPeriod, 'key'>): string =>
  `series-period#${seriesId}#${key}`;

export function begin(
  { first: asked, ...input }: NewSeries & { templateId: string; rhythm: Rhythm },
  clientId: string,
  id: string,
  today: CivilDate,
): ActiveSeries {
  const first = firstPeriod(input.rhythm, asked ?? today).start;
  if (input.end.kind === 'on' && input.end.date < first)
    throw broken(`A series that begins on ${first} does not end before`, { field: 'end' });
  return { id, clientId, ...input, first, next: first, made: 0, failures: 0, status: 'active' };
}

/** No period before the end of these comes up again. */
export function passOver<S extends Series>(series: S, periods: readonly JobPeriod[]): S {
  const end = periods.at(-1)?.end;
  if (end === undefined || series.next === undefined || end < series.next) return series;
  return { ...series, next: addDays(end, 1) };
}

/** Forgets what went wrong before. */
const unfailed = <S extends Series>({ lastFailure: _, ...series }: S): S => ({ ...series, failures: 0 }) as S;

/** The job of a period was created, or was found to have been created before: the next one comes up. */
export function created(before: ActiveSeries, period: JobPeriod): ActiveSeries {
  const series = unfailed(before);
  if (series.next === undefined || period.end < series.next) return series;
  const { next: _, ...made } = { ...series, last: period.key, made: series.made + 1 };
  return series.rhythm.kind === 'after-completion' ? made : { ...made, next: addDays(period.end, 1) };
}

/** Its jobs need not wait for a letter any more. */
export const unheld = <S extends Series>({ heldSince: _, ...series }: S): S => series as S;

/** The job before is done, or will never be: work after completion goes on from that day. */
export function doneBefore<S extends Series>(series: S, periodKey: string, on: CivilDate): S {
  const { rhythm, last, next } = series;
  if (rhythm.kind !== 'after-completion' || next !== undefined || last !== periodKey) return series;
  return { ...series, next: periodAfterDone(rhythm, on).start };
}
