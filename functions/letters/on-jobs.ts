import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { actingFor, loadWhole } from '../jobs/acting.ts';
import { changeJob } from '../jobs/changing.ts';
import { isOver, type Job } from '../jobs/job.ts';
import { jobs } from '../jobs/store.ts';
import { completeByItself, type Task } from '../jobs/task.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import type { Letter } from './letter.ts';

const fact = 'letter.signed';
const mostJobs = 100;

/** The work that a letter is for: the one it was written in, else all that goes on for its engagement. */
async function jobsOf(records: Records, { clientId, engagementId, jobId }: Letter): Promise<string[]> {
  if (jobId !== undefined) return [jobId];
  const { pk } = clients.key(clientId);
  const query = { index: 'byClient', pk, range: { prefix: 'JOB#' }, limit: mostJobs, newestFirst: true } as const;
  const { items } = await records.page(query);
  const isFor = (job: Stored<Job>) => job.engagementId === engagementId && !isOver(job);
  return items.map(jobs.read).flatMap((job) => (isFor(job) ? [job.id] : []));
}

const asksForLetter = ({ status, auto }: Task): boolean => status === 'asked' && auto?.kind === 'send-letter';

const waitsForIt = ({ after = [], dueRule = '' }: Pick<Task, 'after' | 'dueRule'>): boolean =>
  after.includes(fact) || dueRule.startsWith(fact);

/** Sent, the step that asked for a letter is done; signed, what waits for that goes on. Told again, it changes nothing. */
async function tellJob(table: Table, jobId: string, letter: Letter): Promise<void> {
  const authorAt = machinery(letter.id);
  await again(async () => {
    const now = instant();
    const { whole, firm } = await loadWhole(systemRecords(table), jobId);
    const { job, tasks } = whole;
    if (isOver(job) || job.clientId !== letter.clientId) return;
    const acting = actingFor(firm, system, now);
    const { today } = acting.dating;
    const asked = letter.status === 'draft' ? [] : tasks.filter(asksForLetter);
    const isNews = letter.status === 'signed' && job.facts?.[fact] === undefined && tasks.some(waitsForIt);
    if (asked.length === 0 && !isNews) return;
    const facts = isNews ? { ...job.facts, [fact]: { on: today, at: now, by: system } } : job.facts;
    const done = asked.map((task) => completeByItself(task, { by: system, now, today }));
    const { write: decided } = changeJob(
      whole,
      isNews ? 'job.fact-recorded' : 'job.task-completed',
      { job: { ...job, ...(facts && { facts }) }, tasks: done },
      acting,
    );
    await write(table, decided, authorAt(now));
  });
}

export async function tellJobs(table: Table, letter: Letter): Promise<void> {
  for (const jobId of await jobsOf(systemRecords(table), letter)) await tellJob(table, jobId, letter);
}
