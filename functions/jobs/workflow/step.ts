import { instant } from '../../../shared/clock.ts';
import { DomainError } from '../../../shared/errors.ts';
import { again } from '../../../shared/events/retry.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { Busy, type Table } from '../../../shared/table/table.ts';
import { sendingOf } from '../../firm/firm.ts';
import { mailWaitsUntil } from '../../firm/mail-hours.ts';
import { actingFor, firmOf } from '../acting.ts';
import { waitsForLetter } from '../by-letter.ts';
import { changeJob } from '../changing.ts';
import { isOver } from '../job.ts';
import type { ByLetter, Effect, Running } from '../steps/kind.ts';
import { stepOf } from '../steps/kinds.ts';
import { loadJob } from '../store.ts';
import { complete, type Task } from '../task.ts';
import { machinery, system } from './author.ts';
import { nameOfRun } from './machine.ts';
import { isStillReady } from './ready.ts';
import { findWorkflow } from './record.ts';

/** It cannot succeed by being tried again: someone has to do something about it. */
export class StepFailed extends Error {
  override name = 'StepFailed';
}

export type StepOp = { jobId: string; run: number; step: string };

/** An op of an execution that another one has followed does nothing. */
export async function isFollowed(table: Table, { jobId, run }: Pick<StepOp, 'jobId' | 'run'>): Promise<boolean> {
  const workflow = await findWorkflow(table, jobId);
  return workflow === undefined || workflow.run > run;
}

const isBusy = (error: DomainError) => error.details.retryAfter !== undefined;

function whyNot({ message, details }: DomainError): string {
  const issues = (details.issues ?? []) as readonly { message: string }[];
  return issues.length > 0 ? issues.map((one) => one.message).join('; ') : message;
}

async function effectOf(running: Running): Promise<Effect | ByLetter> {
  const { kind } = running.auto;
  const run = stepOf(kind);
  if (!run) throw new StepFailed(`Nobody knows how to do a step of the kind ${kind}`);
  return run(running);
}

function asked({ task, acting: { now } }: Running, why?: string): Task {
  const askedWhy = why && Array.from(why).slice(0, 500).join('');
  return { ...task, status: 'asked', askedAt: now, ...(askedWhy !== undefined && { askedWhy }) };
}

function outcome(running: Running, effect: Effect | ByLetter) {
  const { whole, task, acting } = running;
  if (effect !== 'asked' && 'byLetter' in effect) {
    const { byLetter, signsOff, beside = [] } = effect;
    const waiting = 'id' in byLetter ? waitsForLetter(task, byLetter, acting.now) : asked(running, byLetter.why);
    const tasks = [{ ...waiting, ...(signsOff && { signsOff }) }];
    return { ...changeJob(whole, 'job.task-asked', { tasks }, acting), beside };
  }
  if (effect === 'asked')
    return { ...changeJob(whole, 'job.task-asked', { tasks: [asked(running)] }, acting), beside: [] };
  const { change = {}, beside = [], isAsked, why } = effect;
  if (isAsked) return { ...changeJob(whole, 'job.task-asked', { tasks: [asked(running, why)] }, acting), beside };
  const { now, dating } = acting;
  // What is to be ticked off is for people.
  const { checklist, ...rest } = task;
  const done = complete(rest, { by: system, now, today: dating.today });
  const tasks = [{ ...done, ...(checklist && { checklist }) }, ...(change.tasks ?? [])];
  return { ...changeJob(whole, 'job.step-done', { ...change, tasks }, acting), beside };
}

async function once(table: Table, { jobId, run, step }: StepOp, authorAt: ReturnType<typeof machinery>) {
  const records = systemRecords(table);
  const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
  if (await isFollowed(table, { jobId, run })) return;
  const task = whole.tasks.find(({ id }) => id === step);
  const now = instant();
  const acting = actingFor(firm, system, now);
  const ready = { ...whole, dating: acting.dating, mailWaitsUntil: mailWaitsUntil(sendingOf(firm), now) };
  // It may have run already, and its answer been lost; or someone was faster.
  if (!task?.auto || isOver(whole.job) || !isStillReady(ready, step)) return;
  const running = { table, records, whole, task, auto: task.auto, firm, acting, newId };
  const { write: decided, beside } = outcome(running, await effectOf(running));
  await write(table, [...decided, ...beside], authorAt(now));
}

/** Runs a step. Its effect is the transaction that marks it done, so it has its effect once, however often it is run. */
export async function runStep(table: Table, op: StepOp): Promise<void> {
  const authorAt = machinery(nameOfRun(op.jobId, op.run));
  try {
    await again(() => once(table, op, authorAt));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw isBusy(error) ? new Busy(error.message) : new StepFailed(whyNot(error));
  }
}
