import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { type Head, isUnderWay } from './chased.ts';
import { chasedKinds, kindOf } from './kinds.ts';
import { jobOf, whyOver } from './open-for.ts';

const endings = new Set(['job.completed', 'job.cancelled']);

/** Calls off what its client owes for work that is over, or was still to be asked; whether the work is. */
export async function endWithJob(table: Table, { id, jobId }: Pick<Head, 'id' | 'jobId'>): Promise<boolean> {
  if (jobId === undefined) return false;
  const authorAt = machinery(id);
  return again(async () => {
    const records = systemRecords(table);
    const why = whyOver(await jobOf(records, { jobId }));
    if (why === undefined) return false;
    const one = await kindOf(id).load(records, id);
    const now = instant();
    if (isUnderWay(one)) await write(table, [one.calledOff(why, now)], authorAt(now));
    return true;
  });
}

/**
 * Work that is over asks its client for nothing more. A draft stays with whoever wrote it, and what was given waits to be
 * looked at. Where the work goes on after all, someone asks anew.
 */
export async function onJobOver(table: Table, { type, pk }: { type: string; pk: string }): Promise<void> {
  if (!endings.has(type)) return;
  const jobId = pk.slice('JOB#'.length);
  const all = await Promise.all(chasedKinds.map((kind) => kind.ofJob(systemRecords(table), jobId)));
  for (const head of all.flat().filter(isUnderWay)) await endWithJob(table, head);
}
