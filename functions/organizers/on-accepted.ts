import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { actingFor, firmOf } from '../jobs/acting.ts';
import { changeJob } from '../jobs/changing.ts';
import { isOver } from '../jobs/job.ts';
import { loadJob } from '../jobs/store.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { organizers } from './store.ts';

/** The answers are good: the job that they are for knows it, and whatever waits for them goes on. However often it is told, once. */
export async function onOrganizerAccepted(table: Table, organizerId: string): Promise<void> {
  await again(async () => {
    const records = systemRecords(table);
    const organizer = await records.find(organizers, organizerId);
    if (organizer?.status !== 'accepted' || organizer.jobId === undefined) return;
    const [whole, firm] = await Promise.all([loadJob(records, organizer.jobId), firmOf(records)]);
    const fact = `organizer.${organizer.questionnaire.key}`;
    if (isOver(whole.job) || whole.job.facts?.[fact] !== undefined) return;
    const now = instant();
    const acting = actingFor(firm, system, now);
    const facts = { ...whole.job.facts, [fact]: { on: acting.dating.today, at: now, by: system } };
    const { write: decided } = changeJob(whole, 'job.fact-recorded', { job: { ...whole.job, facts } }, acting);
    await write(table, decided, machinery(organizerId)(now));
  });
}
