import * as z from 'zod';
import { rolls } from '../../../shared/dates/calendar.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Item, Table } from '../../../shared/table/table.ts';
import { partitionOfJob } from '../../jobs/store.ts';
import { Changes } from '../changes.ts';
import type { Series } from '../series.ts';

/** What a series said of its jobs when one of them was made, or last made anew; and what someone said of that one alone. */
export const MadeWith = z.object({
  changes: Changes.optional(),
  roll: z.enum(rolls).optional(),
  own: Changes.optional(),
  /** The budget that it took over from last time: last time's may be another one meanwhile. */
  budgetTaken: z.int().optional(),
});
export type MadeWith = z.output<typeof MadeWith>;

const sk = '~MADE-WITH';
const keyOf = (jobId: string) => ({ pk: partitionOfJob(jobId), sk });

export const madeWith = ({ changes, roll }: Pick<Series, 'changes' | 'roll'>): MadeWith => ({
  ...(changes && { changes }),
  ...(roll !== undefined && { roll }),
});

/**
 * Kept behind the records of the job, so that an edit of the series can tell what someone changed by hand from what the
 * series said then. It names no client: who may change the job may read it.
 */
export const madeWithItem = (jobId: string, made: MadeWith): Item => ({
  ...keyOf(jobId),
  entity: 'made with',
  ...made,
});

/** Nothing is kept of a job that is as its template says. */
export async function findMadeWith(records: Records, jobId: string): Promise<MadeWith> {
  const { pk } = keyOf(jobId);
  const { items } = await records.page({ pk, range: { prefix: sk }, limit: 1, strong: true });
  return items[0] ? MadeWith.parse(items[0]) : {};
}

/** What a firm wrote into the work for a client goes with the client. */
export const eraseMadeWith = (table: Table, jobId: string): Promise<void> =>
  table.write([{ remove: keyOf(jobId), if: 'always' }]);
