import * as z from 'zod';
import type { Item, Table, Write } from '../../shared/table/table.ts';
import type { Records } from '../../shared/table/records.ts';
import { Slip } from './schedule.ts';

const prefix = '~SLIP#';

/** Dates that moved in one change: who moved them, and why. */
export const Moved = z
  .object({ at: z.iso.datetime(), by: z.string(), reason: z.string().optional(), moved: z.array(Slip) })
  .meta({ id: 'MovedDates' });
export type Moved = z.output<typeof Moved>;

/**
 * Kept beside the schedule, behind the records of the job: reading a job never reads how its dates came about. It names no
 * client: who may read it is who may read the job, whichever client that was merged into.
 */
export const slipItem = (schedule: Item, moved: readonly Slip[], why: Omit<Moved, 'moved'>): Item => ({
  pk: schedule.pk,
  sk: `${prefix}${String(schedule.version as number).padStart(10, '0')}`,
  entity: 'slip',
  ...why,
  moved: [...moved],
});

/** Takes away why dates moved: after an erasure only that they did is left. */
export async function eraseReasons(table: Table, pk: string): Promise<void> {
  let from: Item | undefined;
  do {
    const page = await table.query({ pk, range: { prefix }, limit: 25, strong: true, from });
    const writes = page.items
      .filter(({ reason }) => reason !== undefined)
      .map(({ sk }): Write => ({ update: { pk, sk }, unset: ['reason'], if: 'present' }));
    if (writes.length > 0) await table.write(writes);
    from = page.last;
  } while (from);
}

/** How the dates of a job moved, the latest first. */
export async function slipsOfJob(records: Records, pk: string, limit: number, cursor?: string) {
  const { items, next } = await records.page({ pk, range: { prefix }, newestFirst: true, limit }, cursor);
  return { items: items.map((item) => Moved.parse(item)), ...(next !== undefined && { next }) };
}
