import * as z from 'zod';
import { DomainError } from '../../../shared/errors.ts';
import { Id } from '../../../shared/ids.ts';
import { Busy, type Table } from '../../../shared/table/table.ts';
import { advance } from './advance.ts';
import { awaitJob } from './await.ts';
import type { Start, StateOf, Wake } from './machine.ts';
import { reconcile } from './reconcile.ts';
import { runStep } from './step.ts';
import { stepFailed } from './step-failed.ts';

const protocol = z.literal(1);
const of = { protocol, jobId: Id('job'), run: z.int().min(1) };

/** What a job machine may ask, and the schedule that looks after them. */
export const jobOps = [
  z.looseObject({ ...of, op: z.literal('advance') }),
  z.looseObject({ ...of, op: z.literal('step'), step: Id('task') }),
  z.looseObject({ ...of, op: z.literal('step-failed'), step: Id('task'), error: z.string(), cause: z.string() }),
  z.looseObject({
    ...of,
    op: z.literal('await'),
    seen: z.int(),
    wakeIn: z.int().min(1),
    token: z.string().min(1),
  }),
  z.looseObject({ protocol, op: z.literal('reconcile') }),
] as const;
export type JobOp = z.output<(typeof jobOps)[number]>;

export type Machinery = { table: Table; start: Start; stateOf: StateOf; wake: Wake };

async function answer(from: Machinery, op: JobOp): Promise<unknown> {
  switch (op.op) {
    case 'advance':
      return advance(from.table, op);
    case 'step':
      return runStep(from.table, op);
    case 'step-failed':
      return stepFailed(from.table, op);
    case 'await':
      return awaitJob(from, op);
    case 'reconcile':
      return reconcile(from);
  }
}

/** Who lost the race too often, or met a busy table, is not broken: the machine comes again. */
export async function answerJobOp(from: Machinery, op: JobOp): Promise<unknown> {
  try {
    return (await answer(from, op)) ?? {};
  } catch (error) {
    if (error instanceof DomainError && error.details.retryAfter !== undefined) throw new Busy(error.message);
    throw error;
  }
}
