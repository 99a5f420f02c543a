import { instant } from '../../shared/clock.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { firmOf } from '../jobs/acting.ts';
import { jobs } from '../jobs/store.ts';
import { authorFor, createDue, loadSource } from './create-due.ts';
import { dated } from './due.ts';
import { seriesEvent } from './events.ts';
import { whenOf } from './occurrence.ts';
import { listSeries, loadSeries, seriesRecords } from './store.ts';

/** Of the function's thirty seconds: what is left then comes with the next run of the schedule. */
const patience = 20_000;

/** A series that began or changed need not wait for tomorrow: what has come up is created now. */
export async function onSeries(table: Table, seriesId: string): Promise<void> {
  const records = systemRecords(table);
  const [series, firm] = await Promise.all([records.find(seriesRecords, seriesId), firmOf(records)]);
  if (series?.status !== 'active') return;
  const until = performance.now() + patience;
  // It waits for a job of which nobody may have heard that it is over.
  const isAsked = series.next === undefined;
  await createDue(table, seriesId, civilDateAt(instant(), firm.timeZone), { until, isAsked });
}

/** A job is over: where the next one of its series waits for that, it comes up. */
export async function onJobOver(table: Table, jobId: string): Promise<void> {
  const records = systemRecords(table);
  const { seriesId } = (await records.find(jobs, jobId)) ?? {};
  const series = seriesId === undefined ? undefined : await records.find(seriesRecords, seriesId);
  if (series && series.next === undefined && series.lastJobId === jobId) await onSeries(table, series.id);
}

/** A template begins its jobs by its new version: when the next ones come up may be sooner. */
export async function onPublished(table: Table, templateId: string): Promise<void> {
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const page = await listSeries(records, { status: 'active', templateId, limit: 100, cursor });
    for (const { id } of page.items) await date(table, id);
    cursor = page.next;
  } while (cursor !== undefined);
}

async function date(table: Table, seriesId: string): Promise<void> {
  const records = systemRecords(table);
  const author = authorFor(seriesId, instant());
  await again(async () => {
    const { series, tail } = await loadSeries(records, seriesId);
    // One that failed today is tried again tomorrow.
    if (series.status !== 'active' || series.failures > 0 || series.next === undefined) return;
    const after = dated(series, whenOf(series, await loadSource(records, series), author.at));
    await write(table, [seriesEvent('series.dated', tail, [seriesRecords.replace(series, after)])], author);
  }).catch((error: unknown) => {
    // What cannot be worked out now says so when its day has come.
    if (!(error instanceof DomainError) || error.details.retryAfter !== undefined) throw error;
  });
}
