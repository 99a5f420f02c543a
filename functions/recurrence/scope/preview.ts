import * as z from 'zod';
import { DomainError } from '../../../shared/errors.ts';
import type { NewId } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import { jobs } from '../../jobs/store.ts';
import { lineOf, RollOutLine, type Tried } from '../../jobs/roll-out/preview.ts';
import type { Changes } from '../changes.ts';
import type { Source } from '../occurrence.ts';
import { JobPeriod } from '../rhythm.ts';
import type { Series } from '../series.ts';
import { loadRemaking, remake, whyLeft } from './remaking.ts';

/** What an edit of a series would make of one job that is there already. */
export const SeriesEditLine = RollOutLine.extend({
  period: JobPeriod,
  /** Why it stays as it is: someone has begun with it, or it is over. */
  left: z.string().optional(),
}).meta({ id: 'SeriesEditLine' });

type Editing = { series: Series; source: Source; own: Changes | undefined };

/** Nothing is written: ids that new tasks get here are nobody's. */
async function lineFor(records: Records, jobId: string, { series, source, own }: Editing, now: string, newId: NewId) {
  const job = await records.get(jobs, jobId);
  const lineWith = (tried: Tried, left?: string) => ({
    ...lineOf(job, source.client, tried),
    period: job.period!,
    ...(left !== undefined && { left }),
  });
  try {
    const rolling = await loadRemaking(records, jobId, series, source);
    const left = whyLeft(rolling.whole);
    if (left !== undefined) return lineWith({ rolling, rolled: undefined }, left);
    return lineWith({ rolling, rolled: remake(rolling, own, { by: 'preview', now, newId }) });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return lineWith(error);
  }
}

export const linesFor = (records: Records, ids: readonly string[], editing: Editing, now: string, newId: NewId) =>
  Promise.all(ids.map((id) => lineFor(records, id, editing, now, newId)));
