import type { CivilDate } from '../../shared/dates/civil-date.ts';
import type { Changes as Told } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Write } from '../../shared/table/table.ts';
import type { Job } from '../jobs/job.ts';
import { actingFor } from '../jobs/acting.ts';
import { createJob } from '../jobs/changing.ts';
import { type WithoutLetter, withoutLetter } from '../jobs/without-letter.ts';
import { dated, type Due, isOver, plan, type When } from './due.ts';
import { seriesEvent } from './events.ts';
import { follow } from './follow.ts';
import { isBudgetSaid, occurrence, type Source, whenOf } from './occurrence.ts';
import type { JobPeriod } from './rhythm.ts';
import { end } from './running.ts';
import { madeWith, madeWithItem } from './scope/made-with.ts';
import { type ActiveSeries, created, doneBefore, passOver, type Series, unheld } from './series.ts';
import { type LoadedSeries, seriesRecords } from './store.ts';

export const system = 'system';

type Active = LoadedSeries & { series: ActiveSeries };
type Happening = { now: string; newId: NewId };

/** What a series comes to next, and the period whose job is created with it; or why that waits from now on. */
export type Next = { write: readonly Decided[]; period?: JobPeriod; held?: WithoutLetter };

type EventType = Parameters<typeof seriesEvent>[0];

function moved(type: EventType, { tail, series }: LoadedSeries, after: Series, tell?: Told): Decided {
  return seriesEvent(type, tail, [seriesRecords.replace(series, after)], tell && { tell });
}

/** What it is made with, where that is other than its template. */
function keptWith({ id: jobId, budgetMinutes }: Job, series: Series, source: Source): Write[] {
  const isTaken = source.last?.budgetMinutes !== undefined && !isBudgetSaid(series, source);
  const made = { ...madeWith(series), ...(isTaken && { budgetTaken: budgetMinutes }) };
  return Object.keys(made).length === 0 ? [] : [{ put: madeWithItem(jobId, made), if: 'always' }];
}

/** Its jobs wait for a letter from today on: that is kept, and told, once. */
function held(loaded: Active, found: WithoutLetter, { today }: When): Next | undefined {
  if (loaded.series.heldSince !== undefined) return undefined;
  return { write: [moved('series.held', loaded, { ...loaded.series, heldSince: today })], held: found };
}

/** Its next job with its tasks, and the series with it: both or neither. */
function withJob(
  loaded: Active,
  { leave, create }: Due,
  period: JobPeriod,
  source: Source,
  how: Happening & { when: When },
): Next | undefined {
  const { now, newId, when } = how;
  const before = leave.filter(({ start }) => start < period.start);
  const id = newId('job');
  const { job, tasks, assigned } = occurrence(loaded.series, period, source, { id, by: system, now, newId });
  const found = withoutLetter({ job, tasks }, source);
  if (found?.rule === 'stop') return held(loaded, found, when);
  const begun = createJob(job, tasks, assigned, actingFor(source.firm, system, now), {
    also: keptWith(job, loaded.series, source),
  });
  const made: ActiveSeries = { ...created(passOver(loaded.series, before), period), lastJobId: id };
  const after = create.length === 1 ? unheld(made) : made;
  const tell = { SERIES: { job: [null, { id, period: period.key }] } } satisfies Told;
  return { write: [...begun.write, moved('series.job-created', loaded, dated(after, when), tell)], period };
}

/** The period had its job before: someone set the series back. */
export function found(loaded: Active, period: JobPeriod, source: Source, now: string, jobId: string): Decided {
  const after = { ...created(loaded.series, period), lastJobId: jobId };
  return moved('series.job-found', loaded, dated(after, whenOf(loaded.series, source, now)));
}

/** How the job before ended, of a series that waits for it. */
export type LastJob = { endedOn: CivilDate } | undefined;

/** The job before is over: the next one comes up so long after that. */
function continued(loaded: LoadedSeries, source: Source, now: string, last: LastJob): Decided | undefined {
  const { series } = loaded;
  if (!last || series.last === undefined) return undefined;
  const after = doneBefore(series, series.last, last.endedOn);
  return after === series ? undefined : moved('series.continued', loaded, dated(after, whenOf(series, source, now)));
}

/** One step of a series that is to be looked at: a job, what is left out, its end; nothing where nothing has come up. */
export function nextStep(loaded: Active, source: Source, how: Happening & { last: LastJob }): Next | undefined {
  const { series } = loaded;
  const follows = follow(loaded, source, how.now);
  if (follows) return { write: [follows] };
  const when = whenOf(series, source, how.now);
  const due = plan(series, when);
  const { leave } = due;
  const [period] = due.create;
  if (period) return withJob(loaded, due, period, source, { ...how, when });
  if (leave.length > 0) {
    const tell = { SERIES: { leftOut: [null, leave.map(({ key }) => key)] } } satisfies Told;
    return { write: [moved('series.passed-over', loaded, dated(unheld(passOver(series, leave)), when), tell)] };
  }
  const goesOn = continued(loaded, source, how.now, how.last);
  if (goesOn) return { write: [goesOn] };
  if (isOver(series, when)) {
    const why = { because: 'over', reason: 'All its jobs were created' } as const;
    return { write: [moved('series.ended', loaded, dated(end(series, why, how.now), when))] };
  }
  const after = dated(series, when);
  return after.lookOn === series.lookOn ? undefined : { write: [moved('series.dated', loaded, after)] };
}
