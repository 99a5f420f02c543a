import { instant } from '../../../shared/clock.ts';
import { isBusinessDay } from '../../../shared/dates/calendar.ts';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import { DomainError } from '../../../shared/errors.ts';
import { again } from '../../../shared/events/retry.ts';
import type { Decided } from '../../../shared/events/types.ts';
import { type Author, happenedOf, Lost, write } from '../../../shared/events/write.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { Busy, type Table, type Write, WriteRefused } from '../../../shared/table/table.ts';
import { type Firm, sendingOf } from '../../firm/firm.ts';
import { mailWaitsUntil } from '../../firm/mail-hours.ts';
import { eventKey } from '../../../shared/events/chain.ts';
import { actingFor, firmOf } from '../acting.ts';
import { waitsForPerson } from '../by-letter.ts';
import { type Acting, changeJob } from '../changing.ts';
import { isOver } from '../job.ts';
import { loadJob, partitionOfJob, type WholeJob } from '../store.ts';
import { machinery, system } from './author.ts';
import { askOthers } from './other-jobs.ts';
import { askRelated } from './related-jobs.ts';
import { readySteps } from './ready.ts';
import { ended, findWorkflow, looked, takeOver, type Workflow } from './record.ts';
import { type Reminder, type Reminding, remindersOf, type Told } from './reminding.ts';
import { nameOfRun } from './machine.ts';
import { wakeIn } from './waking.ts';

/** What the machine is told: what to run, and when to look again. Ids only. */
export type Turn = { seen: number; steps: readonly string[]; wakeIn: number; done: boolean };

const over: Turn = { seen: 0, steps: [], wakeIn: 60, done: true };

const bookkeep = (table: Table, writes: readonly Write[]): Promise<void> =>
  table.write(writes).catch((error: unknown) => {
    throw error instanceof WriteRefused || error instanceof Busy ? new Lost(error.message) : error;
  });

async function findJob(table: Table, jobId: string): Promise<WholeJob | undefined> {
  try {
    return await loadJob(systemRecords(table), jobId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** A job as the day has it: begun, if its day has come, with the tasks that woke and the dates that moved. */
function asOfToday(whole: WholeJob, acting: Acting, { timeZone }: Firm) {
  const { job } = whole;
  const { today } = acting.dating;
  const begins = job.status === 'planned' && job.startOn <= today && civilDateAt(job.since, timeZone) < job.startOn;
  // A state that someone set by hand stays until something is done in the job.
  const kept = changeJob(whole, 'job.rescheduled', { byHand: true }, acting);
  const moves = kept.records.some(({ entity, unchanged }) => entity.name === 'schedule' && !unchanged);
  return begins || moves ? changeJob(whole, 'job.rescheduled', {}, acting) : kept;
}

const mostTold = 40;

type Reminded = { reminders: readonly Reminder[]; told: Told; also: readonly Write[] };

/** Looks once a day whom to remind; never on the day on which the job began, or goes on again. */
function remind(workflow: Workflow, reminding: Reminding): Reminded {
  const { today, calendars } = reminding.dating;
  const { told: had } = reminding;
  if (isOver(reminding.job) || workflow.lookedOn === today) return { reminders: [], told: had, also: [] };
  if (workflow.lookedOn === undefined) return { reminders: [], told: had, also: [looked(workflow, today, had)] };
  if (!isBusinessDay(calendars.firm, today)) return { reminders: [], told: had, also: [] };
  const { reminders, told } = remindersOf(reminding);
  return { reminders, told, also: [looked(workflow, today, told)] };
}

/** What follows from the day that it is, as one event at most. */
function decide(whole: WholeJob, workflow: Workflow, acting: Acting, firm: Firm) {
  const after = asOfToday(whole, acting, firm);
  const { job, tasks, schedule } = after;
  const { dating } = acting;
  const held = new Set(tasks.flatMap((task) => (waitsForPerson(task) ? [task.id] : [])));
  const reminding = { job, schedule, held, told: workflow.told ?? {}, dating };
  const { reminders, told, also } = remind(workflow, reminding);
  const decided = after.write.map((one) => withReminders(one, reminders, job.clientId));
  const ready = { job, tasks, schedule, dating, mailWaitsUntil: mailWaitsUntil(sendingOf(firm), acting.now) };
  return { ready, reminding: { ...reminding, told }, decided, also };
}

function withReminders(decided: Decided, reminders: readonly Reminder[], clientId: string | undefined): Decided {
  if (reminders.length === 0) return decided;
  return {
    ...decided,
    type: decided.type === 'job.rescheduled' ? 'job.reminded' : decided.type,
    about: ['SCHEDULE'],
    tell: { SCHEDULE: { reminders: [null, reminders.slice(0, mostTold)] } },
    ...(clientId !== undefined && { clientIds: [clientId] }),
  };
}

/** With the event that tells of it, or, where there is none, alone. */
async function keep(table: Table, decided: readonly Decided[], also: readonly Write[], author: Author) {
  const [first, ...rest] = happenedOf(decided);
  if (first) await write(table, [{ ...first, also: [...(first.also ?? []), ...also] }, ...rest], author);
  else if (also.length > 0) await bookkeep(table, also);
  return first !== undefined;
}

/** Nothing is to be done any more, if nothing has happened since. */
async function end(table: Table, workflow: Workflow, run: number, seen: number): Promise<Turn> {
  const { jobId } = workflow;
  await bookkeep(table, [
    ended({ jobId }, run, seen),
    { check: eventKey(partitionOfJob(jobId), seen + 1), if: 'absent' },
  ]);
  return over;
}

type Op = { jobId: string; run: number };

async function turn(table: Table, { jobId, run }: Op, authorAt: (at: string) => Author): Promise<Turn> {
  const whole = await findJob(table, jobId);
  const workflow = await findWorkflow(table, jobId);
  if (!workflow || workflow.run > run) return over;
  if (workflow.run < run) await bookkeep(table, [takeOver(workflow, run)]);
  const mine = { ...workflow, run };
  if (!whole) return end(table, mine, run, 0);
  if (isOver(whole.job)) return end(table, mine, run, whole.tail.seq);
  const firm = await firmOf(systemRecords(table));
  const now = instant();
  const isNewDay = workflow.lookedOn !== civilDateAt(now, firm.timeZone);
  if (isNewDay && ((await askOthers(table, whole)) || (await askRelated(table, jobId))))
    throw new Lost('It was told of another job');
  const { ready, reminding, decided, also } = decide(whole, mine, actingFor(firm, system, now), firm);
  const happened = await keep(table, decided, also, authorAt(now));
  const seen = whole.tail.seq + (happened ? 1 : 0);
  if (isOver(ready.job)) return end(table, mine, run, seen);
  return { seen, steps: readySteps(ready), wakeIn: wakeIn(ready, reminding, now, firm.timeZone), done: false };
}

/**
 * Looks at a job as it is: puts into effect what the day brings, reminds, and says what is to run now and when to look
 * again. An execution that another one has followed is told that it is done.
 */
export function advance(table: Table, op: Op): Promise<Turn> {
  const authorAt = machinery(nameOfRun(op.jobId, op.run));
  return again(() => turn(table, op, authorAt));
}
