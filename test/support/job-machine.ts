import { readFileSync } from 'node:fs';
import { onJob } from '../../functions/jobs/workflow/on-job.ts';
import { nameOfRun } from '../../functions/jobs/workflow/machine.ts';
import { answerJobOp, type JobOp, type Machinery } from '../../functions/jobs/workflow/ops.ts';
import type { Definition } from '../../infra/local/states/machine.ts';
import { isEvent } from '../../shared/events/chain.ts';
import type { Table } from '../../shared/table/table.ts';
import { arnOf, FakeClock, quiet, startEngine } from '../infra/local/states/support.ts';
import type { FirmUnderTest } from './call.ts';

const released = new URL('../workflows/released/job-1.json', import.meta.url);
export const jobDefinition = JSON.parse(readFileSync(released, 'utf8')) as Definition;

export const executionOf = (jobId: string, run: number): string =>
  `${arnOf('job').replace(':stateMachine:', ':execution:')}:${nameOfRun(jobId, run)}`;

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
const unless =
  (...names: string[]) =>
  (error: unknown) => {
    if (!names.includes(nameOf(error))) throw error;
  };
const attempt = async (run: () => void, ...passes: string[]) => {
  try {
    run();
  } catch (error) {
    unless(...passes)(error);
  }
};

/** Answers ops; tests put something around it. */
export type Answering = (op: JobOp, answer: (op: JobOp) => Promise<unknown>) => Promise<unknown>;

const plainly: Answering = (op, answer) => answer(op);

type Options = {
  /** Through which the machine's functions reach the table. */
  table?: Table;
  definition?: Definition;
  answering?: Answering;
  clock?: FakeClock;
};

/** The job machine on the local engine, with the functions of today behind it. */
export function startJobMachine(
  memory: Table,
  { table = memory, definition = jobDefinition, answering = plainly, clock = new FakeClock() }: Options = {},
) {
  const machinery: Machinery = {
    table,
    start: (jobId, run) =>
      attempt(() => void start({ jobId, run }, nameOfRun(jobId, run), 'job'), 'ExecutionAlreadyExists'),
    wake: (token) =>
      attempt(() => engine.settle(token, { output: '{}' }), 'TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist'),
    async stateOf(jobId, run) {
      try {
        return engine.execution(executionOf(jobId, run)).status === 'RUNNING' ? 'running' : 'ended';
      } catch (error) {
        unless('ExecutionDoesNotExist')(error);
        return 'none';
      }
    },
  };
  const any = (op: JobOp) => answering(op, (one) => answerJobOp(machinery, one));
  const { engine, start } = startEngine({ definitions: { job: definition }, functions: { any }, clock });
  return { engine, clock, machinery };
}

/** A firm whose jobs have their machine; time stands still until it is moved. */
export function withJobMachine(firm: FirmUnderTest, at: string, options: Options = {}) {
  const { memory } = firm;
  const clock = options.clock ?? new FakeClock();
  const tell = () => {
    process.env.CLOCK_OFFSET_MS = String(clock.time - Date.now());
  };
  clock.time = Date.parse(at);
  tell();
  const { answering = plainly } = options;
  const running = startJobMachine(memory, {
    ...options,
    clock,
    answering: (op, answer) => {
      tell();
      return answering(op, answer);
    },
  });
  const { engine, machinery } = running;
  const heard = new Set<string>();

  /** Tells the reactor of what it was not told of yet. */
  async function deliver(): Promise<boolean> {
    const news = memory.all().filter((item) => isEvent(item) && !heard.has(item.id) && item.pk.startsWith('JOB#'));
    for (const event of news) {
      if (!isEvent(event)) continue;
      heard.add(event.id);
      await onJob(machinery, { type: event.type, jobId: event.pk.slice('JOB#'.length), seq: event.seq });
    }
    return news.length > 0;
  }

  /** Lets everything happen that follows from what has happened. */
  async function settled(): Promise<void> {
    do await quiet(engine);
    while (await deliver());
    await quiet(engine);
  }

  /** Lets so many seconds pass, and everything happen on the way. */
  async function pass(seconds: number): Promise<void> {
    const until = clock.time + seconds * 1000;
    await settled();
    while (clock.next(until)) {
      tell();
      await settled();
    }
    clock.time = until;
    tell();
    await settled();
  }

  const statusOf = (jobId: string, run = 1) => engine.execution(executionOf(jobId, run)).status;
  return { ...running, deliver, settled, pass, statusOf, heard };
}
