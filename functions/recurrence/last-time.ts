import type { Records } from '../../shared/table/records.ts';
import type { Job } from '../jobs/job.ts';
import { jobOfSeason } from '../jobs/last-time.ts';
import { neighbourBy } from '../jobs/making.ts';
import { jobs } from '../jobs/store.ts';
import { periodAt } from './rhythm.ts';
import type { Series } from './series.ts';

/**
 * The job that the next one of a series takes over from: the series' own last one, or, for its first, whatever job of the
 * template the client had for the period before. None that was called off, and none where the series takes nothing over.
 */
export async function lastTimeOf(records: Records, series: Series): Promise<Job | undefined> {
  const { fromLastTime = true, lastJobId, next, rhythm, templateId, clientId } = series;
  if (!fromLastTime) return undefined;
  const own = lastJobId === undefined ? undefined : await records.find(jobs, lastJobId);
  if (own && own.status !== 'cancelled') return own;
  if (next === undefined) return undefined;
  const before = neighbourBy(rhythm)(periodAt(rhythm, next), -1);
  return before && jobOfSeason(records, templateId, before.key, clientId);
}
