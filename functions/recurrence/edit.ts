import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { firstPeriod, periodAfter, periodsBetween, type Rhythm } from './rhythm.ts';
import type { ActiveSeries, Series, SeriesEdit, SeriesEnd } from './series.ts';

/** The first day of the first period that begins on or after a day: none of its days were in a period before. */
function startFrom(rhythm: Rhythm, date: CivilDate): CivilDate {
  const period = firstPeriod(rhythm, date);
  return period.start >= date ? period.start : periodAfter(rhythm, period).start;
}

/** What holds for every job that is not created yet. */
export function edit<S extends Series>(series: S, change: SeriesEdit, from: CivilDate): S {
  const { rhythm } = change;
  if (series.status === 'ended') throw broken('This series has ended; begin a new one');
  if (change.end?.kind === 'engagement' && series.engagementId === undefined)
    throw broken('Only a series of an engagement ends with it', { field: 'end' });
  const edited = { ...series, ...change };
  if (!rhythm) return edited;
  const unbegun = series.made === 0 && series.next === series.first;
  const next = unbegun ? firstPeriod(rhythm, series.first).start : startFrom(rhythm, series.next ?? from);
  return { ...edited, next, ...(unbegun && { first: next }) };
}

/**
 * "This and following": the series ends before the period that begins on `from`, and another goes on from there with
 * everything else as it was. One series is enough where nothing lies in between.
 */
export function editFollowing(
  series: Series,
  change: SeriesEdit,
  from: CivilDate,
  id: string,
): { series: Series; following?: ActiveSeries } {
  const { next, rhythm } = series;
  if (rhythm.kind === 'after-completion' || next === undefined || from <= next)
    return { series: edit(series, change, from) };
  if (series.status !== 'active') throw broken(`This series is ${series.status}; resume it first`);
  const between = periodsBetween(rhythm, next, addDays(from, -1));
  if (between.at(-1)!.end !== addDays(from, -1)) throw broken(`No period of this series begins on ${from}`);
  const first = startFrom(change.rhythm ?? rhythm, from);
  const { last: _, lastJobId: _job, lastFailure: _failure, followedBy: after, ...rest } = series;
  return {
    series: { ...series, end: { kind: 'on', date: addDays(from, -1) }, followedBy: id },
    following: {
      ...rest,
      end: remaining(series, between.length, from),
      ...change,
      ...(after !== undefined && { followedBy: after }),
      id,
      first,
      next: first,
      made: 0,
      failures: 0,
      follows: series.id,
    },
  };
}

function remaining({ end, made }: Series, between: number, from: CivilDate): SeriesEnd {
  const nothing = () => broken(`This series ends before ${from}: nothing follows`);
  if (end.kind === 'on' && end.date < from) throw nothing();
  if (end.kind !== 'after') return end;
  const jobs = end.jobs - made - between;
  if (jobs < 1) throw nothing();
  return { ...end, jobs };
}
