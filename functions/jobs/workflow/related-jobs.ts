import { instant } from '../../../shared/clock.ts';
import { again } from '../../../shared/events/retry.ts';
import type { Check } from '../../../shared/events/types.ts';
import { write } from '../../../shared/events/write.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../../shared/table/records.ts';
import type { Table } from '../../../shared/table/table.ts';
import { actingFor, firmOf } from '../acting.ts';
import { changeJob } from '../changing.ts';
import { type Fact, isOver, type Job } from '../job.ts';
import { isAboutSame, isFinishedIn, linesOfKey, relatedOf, relatedRefs } from '../related.ts';
import type { Schedule } from '../schedule.ts';
import { jobs, loadJob, schedules, tasks } from '../store.ts';
import { waitingFor } from '../waiting-rows.ts';
import { machinery, system } from './author.ts';
import { jobsOf } from './other-jobs.ts';

/** A job that another one may wait for, as it is now. */
type Other = { job: Job; schedule: Stored<Schedule> };
type Found = { facts: Readonly<Record<string, Fact>>; looked: readonly Other[] };

/** Read strongly: who hears of a change must see it. */
async function scheduleNow(records: Records, jobId: string): Promise<Stored<Schedule> | undefined> {
  const { pk, sk } = schedules.key(jobId);
  const { items } = await records.page({ pk, range: { prefix: sk }, limit: 1, strong: true });
  return items[0] && schedules.read(items[0]);
}

/** The jobs of a client that are about the same as the waiting one; which of them it is, its schedule says. */
async function othersOf(records: Records, waiting: Job, clientId: string): Promise<Other[]> {
  const alike = (await jobsOf(records, clientId)).filter((job) => isAboutSame(waiting, job));
  const found = await Promise.all(alike.map(async (job) => ({ job, schedule: await scheduleNow(records, job.id) })));
  return found.flatMap(({ job, schedule }) => (schedule ? [{ job, schedule }] : []));
}

/** The last day on which a task of that key was done. */
async function doneOn(records: Records, { job, schedule }: Other, key: string): Promise<string> {
  const ids = linesOfKey(schedule, key).map(([id]) => ({ jobId: job.id, id }));
  const done = await records.getMany(tasks, ids);
  return done
    .map((task) => task.doneOn ?? '')
    .toSorted()
    .at(-1)!;
}

/** What has come of what a job waits for in others. What a person recorded stays, and so does what still holds. */
async function find(records: Records, waiting: Job, refs: readonly string[], at: string): Promise<Found> {
  const facts: Record<string, Fact> = {};
  const looked: Other[] = [];
  for (const ref of refs) {
    const { task, clientId = waiting.clientId } = relatedOf(ref)!;
    const had = waiting.facts?.[ref];
    if (clientId === undefined || (had && had.jobId === undefined)) continue;
    const others = (await othersOf(records, waiting, clientId)).filter(
      ({ schedule }) => linesOfKey(schedule, task).length > 0,
    );
    looked.push(...others);
    const done = others.filter(({ schedule }) => isFinishedIn(schedule, task));
    const one = done.find(({ job }) => job.id === had?.jobId) ?? done[0];
    if (!one) continue;
    const on = await doneOn(records, one, task);
    facts[ref] = had?.jobId === one.job.id && had.on === on ? had : { on, at, by: system, jobId: one.job.id };
  }
  return { facts, looked };
}

/** Decided on the others as they are now: where one of them moves meanwhile, it is decided again. */
const unmoved = ({ job, schedule: { version } }: Other): Check => ({
  check: schedules.key(job.id),
  if: { is: { version } },
});

function withFacts(job: Job, refs: readonly string[], found: Found['facts']) {
  const had = job.facts ?? {};
  const kept = Object.entries(had).filter(([ref, { jobId }]) => !refs.includes(ref) || jobId === undefined);
  const facts = { ...Object.fromEntries(kept), ...found };
  const isNews = refs.some((ref) => had[ref]?.at !== facts[ref]?.at);
  return { facts, isNews, isLess: refs.some((ref) => had[ref] !== undefined && facts[ref] === undefined) };
}

/**
 * Puts a job right with what it waits for in related jobs, whichever was made first and whatever happened in which order:
 * what is done there is told here, what is to be done again is withdrawn. Answers whether that was news.
 */
export async function askRelated(table: Table, jobId: string): Promise<boolean> {
  const records = systemRecords(table);
  const schedule = await scheduleNow(records, jobId);
  if (!schedule || relatedRefs(schedule).length === 0) return false;
  const authorAt = machinery(jobId);
  return again(async () => {
    const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
    if (isOver(whole.job)) return false;
    const now = instant();
    const refs = relatedRefs(whole.schedule);
    const found = await find(records, whole.job, refs, now);
    const { facts, isNews, isLess } = withFacts(whole.job, refs, found.facts);
    if (!isNews) return false;
    const { facts: _, ...rest } = whole.job;
    const job = { ...rest, ...(Object.keys(facts).length > 0 && { facts }) };
    const provided = [...new Map(found.looked.map((one) => [one.job.id, unmoved(one)])).values()];
    const type = isLess ? 'job.fact-withdrawn' : 'job.fact-recorded';
    await write(table, changeJob(whole, type, { job, provided }, actingFor(firm, system, now)).write, authorAt(now));
    return true;
  });
}

/** Something was done in a job, or is to be done again: those that wait for it hear of it. */
export async function tellRelated(table: Table, jobId: string): Promise<void> {
  const records = systemRecords(table);
  const clientId = (await records.find(jobs, jobId))?.clientId;
  if (clientId === undefined) return;
  for (const id of await waitingFor(records, clientId)) if (id !== jobId) await askRelated(table, id);
}
