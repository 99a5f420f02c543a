import { instant } from '../../shared/clock.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import type { Decided } from '../../shared/events/types.ts';
import { type Author, Lost, uniqueKey, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { firmOf } from '../jobs/acting.ts';
import { isOver } from '../jobs/job.ts';
import { loadMaking } from '../jobs/loading.ts';
import { jobs } from '../jobs/store.ts';
import { failing, toTell } from './failing.ts';
import { tellHeld } from './held.ts';
import { lastTimeOf } from './last-time.ts';
import { found, type LastJob, type Next, nextStep, system } from './next-step.ts';
import type { Source } from './occurrence.ts';
import { type ActiveSeries, occurrenceKey, type Series } from './series.ts';
import { type LoadedSeries, loadSeries } from './store.ts';

/** What the jobs of a series are made of, as it is now. */
export async function loadSource(records: Records, series: Series): Promise<Source> {
  const { clientId, templateId, engagementId, serviceId } = series;
  return (await loadMaking(records, { clientId, templateId, engagementId, serviceId })) as Source;
}

/** How the last job ended, where the next one waits for that. */
export async function lastJobOf(records: Records, series: Series, timeZone: string): Promise<LastJob> {
  if (series.next !== undefined || series.lastJobId === undefined) return undefined;
  const job = await records.find(jobs, series.lastJobId);
  return job && isOver(job) ? { endedOn: civilDateAt(job.endedAt ?? job.since, timeZone) } : undefined;
}

/** One use case's author: the same events over all its tries. */
export function authorFor(seriesId: string, at: string): Author {
  const ids: string[] = [];
  return { actor: system, at, requestId: seriesId, eventIds: (index) => (ids[index] ??= newId('event')) };
}

type Active = LoadedSeries & { series: ActiveSeries & Stored<Series> };
type Came = 'on' | 'done';

/** What is about this one series, and not about the table or the moment: it counts as its failure. */
const isItsOwn = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.details.retryAfter === undefined;

const takenPeriod = (error: unknown): boolean => isItsOwn(error) && error.details.field === 'period';

class Failure extends Error {}

/** A rule that is broken says so itself; what else goes wrong in working something out is ours, and for the log. */
function failureOf(error: unknown, seriesId: string): Failure {
  if (isItsOwn(error)) return new Failure(error.message);
  console.error({ msg: 'a job could not be worked out', series: seriesId, error });
  return new Failure('Something went wrong on our side');
}

async function jobOf(table: Table, series: Series, next: Next): Promise<string> {
  const item = await table.get(uniqueKey(occurrenceKey(series.id, next.period!)), { strong: true });
  if (!item) throw new Lost('The period was free again');
  return (item.holder as string).slice(jobs.key('').pk.length);
}

/** Writes a step. A period that has its job already is passed, as if this step had created it. */
async function keep(table: Table, loaded: Active, source: Source, next: Next, now: string): Promise<void> {
  const put = (decided: readonly Decided[]) => write(table, decided, authorFor(loaded.series.id, now));
  try {
    await put(next.write);
  } catch (error) {
    if (!next.period || !takenPeriod(error)) throw isItsOwn(error) ? failureOf(error, loaded.series.id) : error;
    await put([found(loaded, next.period, source, now, await jobOf(table, loaded.series, next))]);
  }
}

async function tryStep(table: Table, loaded: Active, now: string): Promise<Came> {
  const records = systemRecords(table);
  const { series } = loaded;
  const made = await loadSource(records, series).catch((error: unknown) => {
    throw isItsOwn(error) ? failureOf(error, series.id) : error;
  });
  const source = { ...made, last: await lastTimeOf(records, series) };
  const last = await lastJobOf(records, series, source.firm.timeZone);
  let next: Next | undefined;
  try {
    next = nextStep(loaded, source, { now, newId, last });
  } catch (error) {
    throw failureOf(error, series.id);
  }
  if (!next) return 'done';
  const mails = next.held ? tellHeld(series, next.held, await toTell(records, source.firm, series.clientId), now) : [];
  await keep(table, loaded, source, { ...next, write: [...next.write, ...mails] }, now);
  return 'on';
}

/** One step of a series, from its present state: load, decide, write. */
async function step(table: Table, id: string, today: CivilDate, isAsked: boolean): Promise<Came> {
  const records = systemRecords(table);
  const loaded = await loadSeries(records, id);
  const { series } = loaded;
  const isDue = isAsked || (series.lookOn ?? today) <= today;
  if (series.status !== 'active' || !isDue) return 'done';
  const now = instant();
  try {
    return await tryStep(table, { ...loaded, series }, now);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const told = await toTell(records, await firmOf(records), series.clientId);
    const decided = failing({ ...loaded, series }, error.message, told, { today, now, newId });
    // On the state it was tried with: of several who fail at once, one counts.
    await write(table, decided, authorFor(id, now));
    return 'on';
  }
}

type Looking = {
  /** On the clock of `performance`. */
  until?: number;
  /** It is looked at even if its day has not come. */
  isAsked?: boolean;
};

/**
 * Creates what has come up of a series, job by job, each exactly once however many do this at once and wherever they
 * end. Answers whether it came to an end in its time.
 */
export async function createDue(
  table: Table,
  id: string,
  today: CivilDate,
  { until = Infinity, isAsked = false }: Looking = {},
): Promise<boolean> {
  for (let steps = 0; performance.now() < until; steps++)
    if ((await again(() => step(table, id, today, isAsked && steps === 0))) === 'done') return true;
  return false;
}
