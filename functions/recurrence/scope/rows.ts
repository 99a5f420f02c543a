import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { ReadModel } from '../../../shared/events/project.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Item } from '../../../shared/table/table.ts';
import { isOver } from '../../jobs/job.ts';
import { jobs } from '../../jobs/store.ts';

const rowsPk = (seriesId: string) => `JOBS-OF-SERIES#${seriesId}`;

/** Jobs of a series that are not over: those that an edit of it can reach, and those that it finds begun. */
export const jobsOfSeriesModels: readonly ReadModel[] = [
  {
    of: 'job',
    part: 'SERIES',
    has: (item) => jobs.read(item).seriesId !== undefined,
    rows(item): Item[] {
      const job = jobs.read(item);
      const { id, clientId, seriesId, period } = job;
      if (seriesId === undefined || !period || isOver(job)) return [];
      const walled = clientId === undefined ? {} : { clientId };
      return [
        { pk: rowsPk(seriesId), sk: id, entity: 'job of series', jobId: id, periodStart: period.start, ...walled },
      ];
    },
  },
];

type Row = { jobId: string; periodStart: CivilDate };
const rowOf = ({ jobId, periodStart }: Item) => ({ jobId, periodStart }) as Row;

/** The oldest first. A job is listed a moment after it was made. */
export async function jobsOfSeries(records: Records, seriesId: string, limit: number, cursor?: string) {
  const { items, next } = await records.page({ pk: rowsPk(seriesId), limit }, cursor);
  return { items: items.map(rowOf), ...(next !== undefined && { next }) };
}

/** The first job behind another of which something holds. */
export async function findJobOfSeries(
  records: Records,
  seriesId: string,
  holds: (row: Row) => boolean,
  after = '',
): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const range = { from: `${after}!`, to: '~' };
    const page = await records.page({ pk: rowsPk(seriesId), range, limit: 25 }, cursor);
    const found = page.items.map(rowOf).find(holds);
    if (found) return found.jobId;
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}
