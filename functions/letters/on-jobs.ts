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
import { begins } from '../jobs/without-letter.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { followed } from './for-task.ts';
import type { Letter } from './letter.ts';

const fact = 'letter.signed';
const mostJobs = 100;

/**
 * The work that a letter is for: the one it was written in, else all that goes on for its engagement. By a document that
 * is signed off nothing is agreed: that concerns only the task that asked for it.
 */
async function jobsOf(records: Records, letter: Letter): Promise<string[]> {
  const { clientId, engagementId, jobId, taskId, document } = letter;
  if (document && taskId === undefined) return [];
  if (jobId !== undefined) return [jobId];
  const { pk } = clients.key(clientId);
  const query = { index: 'byClient', pk, range: { prefix: 'JOB#' }, limit: mostJobs, newestFirst: true } as const;
  const { items } = await records.page(query);
  const isFor = (job: Stored<Job>) => job.engagementId === engagementId && !isOver(job);
  return items.map(jobs.read).flatMap((job) => (isFor(job) ? [job.id] : []));
}

/** A step that asked for a letter, and does not wait for a certain one. */
const asksForLetter = ({ status, auto, letterId }: Task): boolean =>
  status === 'asked' && auto?.kind === 'send-letter' && letterId === undefined;

const waitsForIt = ({ after = [], dueRule = '' }: Pick<Task, 'after' | 'dueRule'>): boolean =>
  after.includes(fact) || dueRule.startsWith(fact);

/** What the job knows once all have signed, where something in it waits for that. */
function factsOf(letter: Letter, tasks: readonly Task[]): string[] {
  if (letter.status !== 'signed') return [];
  const agreed = letter.document === undefined && tasks.some(waitsForIt) ? [fact] : [];
  const { auto } = tasks.find(({ id }) => id === letter.taskId) ?? {};
  const request = auto?.kind === 'send-request' ? auto.request : undefined;
  return typeof request === 'string' ? [...agreed, `request.${request}`] : agreed;
}

/**
 * The task that asked for a letter is with the client while it is out, done when everyone has signed, and back in
 * someone’s hands when nobody can any more; signed, what waits for that goes on. Told again, it changes nothing.
 */
async function tellJob(table: Table, jobId: string, letter: Letter): Promise<void> {
  const authorAt = machinery(letter.id);
  await again(async () => {
    const now = instant();
    const { whole, firm, withoutLetter } = await loadWhole(systemRecords(table), jobId);
    const { job, tasks } = whole;
    if (isOver(job) || job.clientId !== letter.clientId) return;
    const acting = actingFor(firm, system, now);
    const { today } = acting.dating;
    const by = { by: system, now, today };
    const named = followed(letter, whole, by);
    const isSigned = letter.status === 'signed';
    const steps = isSigned && letter.taskId === undefined ? tasks.filter(asksForLetter) : [];
    const changed = named ? [named.task] : steps.map((task) => completeByItself(task, by));
    const news = factsOf(letter, tasks).filter((one) => job.facts?.[one] === undefined);
    if (changed.length === 0 && news.length === 0) return;
    const known = Object.fromEntries(news.map((one) => [one, { on: today, at: now, by: system }]));
    const facts = news.length > 0 ? { ...job.facts, ...known } : job.facts;
    const usual = changed.length > 0 ? 'job.task-completed' : 'job.fact-recorded';
    const after = changeJob(
      whole,
      named?.type ?? usual,
      { job: { ...job, ...(facts && { facts }) }, tasks: changed },
      acting,
    );
    // What a client has still to sign begins no work that the firm does not begin without it.
    if (!isSigned && withoutLetter?.rule === 'stop' && begins(job, after.job)) return;
    await write(table, after.write, authorAt(now));
  });
}

export async function tellJobs(table: Table, letter: Letter): Promise<void> {
  if (letter.status === 'draft') return;
  for (const jobId of await jobsOf(systemRecords(table), letter)) await tellJob(table, jobId, letter);
}
