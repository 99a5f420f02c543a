import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eachOfErased } from '../clients/of-erased.ts';
import { eraseMadeWith } from '../recurrence/scope/made-with.ts';
import { toErase } from './erasing.ts';
import { jobEvent } from './events.ts';
import { eraseReasons } from './slip.ts';
import { jobs, loadJob, partitionOfJob } from './store.ts';

/** Records blanked in one transaction. */
const atOnce = 80;

/**
 * Blanks a job in the name of who erased its client, and takes away why its dates moved. What its events tell goes when
 * theirs of the erasure is told.
 */
async function eraseJob(table: Table, jobId: string, { actor, requestId }: Event): Promise<void> {
  for (let isLeft = true; isLeft;) {
    const eventId = newId('event');
    await again(async () => {
      const whole = await loadJob(systemRecords(table), jobId);
      const at = instant();
      const left = toErase(whole, at);
      isLeft = left.length > atOnce;
      if (left.length === 0) return;
      const decided = jobEvent('job.erased', whole.tail, left.slice(0, atOnce), { erases: whole.tail.seq });
      await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
    });
  }
  await eraseReasons(table, partitionOfJob(jobId));
  await eraseMadeWith(table, jobId);
}

/** What a firm wrote into the work for a client goes with the client: what was done, when and by whom stays. */
export const eraseJobs = (table: Table, key: Key): Promise<void> =>
  eachOfErased(table, key, 'JOB#', (item, event) => eraseJob(table, jobs.read(item).id, event));
