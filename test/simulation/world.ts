import { authenticate } from '../../functions/firm/authenticate.ts';
import { onJob } from '../../functions/jobs/workflow/on-job.ts';
import { projectEvent } from '../../functions/project-event.ts';
import { staffRoutes } from '../../functions/routes.ts';
import { type Event, isEvent } from '../../shared/events/chain.ts';
import { api } from '../../shared/http/api.ts';
import { sealedCursors } from '../../shared/table/cursors.ts';
import { memoryTable } from '../../shared/table/memory.ts';
import type { Table, Write } from '../../shared/table/table.ts';
import { arnOf, Named } from '../infra/local/states/support.ts';
import { type Answer, httpEvent } from '../support/call.ts';
import { fakeFiles, fakeKeys, fakeSeals, fakeUploads } from '../support/fakes.ts';
import { faulty, randomFrom, turn } from '../support/faults.ts';
import { type Answering, startJobMachine } from '../support/job-machine.ts';
import { type Stage } from './firm.ts';
import type { OneClock } from './time.ts';

/** How often, of one, things go wrong. */
const often = { conflict: 0.05, busy: 0.03, lost: 0.03, late: 0.02, crash: 0.02 };
const unheard = 0.05;
/** The beginning of a job that the bus gave up to tell of. */
const neverTold = 0.05;
const repliesLost = 0.08;
const twice = 0.25;

/** A machine whose await does not look for what has happened meanwhile: it must lose wake-ups. */
export type Variant = 'right' | 'naive';

type Made = { seed: number; stage: Pick<Stage, 'items' | 'personId'>; clock: OneClock; variant: Variant };

/** A firm in memory with everything around it that can go wrong: the table, the stream, the bus, the machine's calls. */
export async function aWorld({ seed, stage, clock, variant }: Made) {
  const random = randomFrom(seed);
  const trace: string[] = [];
  const memory = memoryTable();
  for (let i = 0; i < stage.items.length; i += 100)
    await memory.write(stage.items.slice(i, i + 100).map((put): Write => ({ put, if: 'always' })));

  let busy = 0;
  async function dawdle(most: number): Promise<void> {
    for (let left = Math.floor(random() * most); left > 0; left--) await turn();
  }

  /** At least once, late, and in any order; tried again until it succeeds. */
  async function deliver(what: string, event: Event, hear: () => Promise<void>): Promise<void> {
    busy++;
    await dawdle(60);
    for (let tries = 1; ; tries++) {
      try {
        trace.push(`${what} ${event.type} ${event.seq}`);
        await hear();
        break;
      } catch (error) {
        if (tries === 50) throw error;
        await dawdle(40);
      }
    }
    busy--;
  }

  function told(event: Event): void {
    const times = random() < twice ? 2 : 1;
    const isSilent = event.type === 'job.created' && random() < neverTold;
    for (let i = 0; i < times; i++) {
      void deliver('projected', event, () => projectEvent(table, event));
      if (!event.pk.startsWith('JOB#') || isSilent) continue;
      const news = { type: event.type, jobId: event.pk.slice('JOB#'.length), seq: event.seq };
      void deliver('reacted', event, () => onJob(machinery, news));
    }
  }

  const heard: Table = {
    ...memory,
    async write(writes) {
      const given = variant === 'naive' ? unchecked(writes) : writes;
      await memory.write(given);
      for (const write of given) if ('put' in write && isEvent(write.put)) told(write.put);
    },
  };
  const table = faulty(heard, { seed, often, turns: 3 });

  const answering: Answering = async (op, answer) => {
    busy++;
    try {
      await dawdle(6);
      if (random() < unheard) throw new Named('Lambda.TooManyRequestsException');
      trace.push(`op ${op.op}`);
      const given = await answer(op);
      if (random() < repliesLost) throw new Named('Lambda.Unknown', 'The reply was lost');
      return given;
    } finally {
      busy--;
    }
  };
  const { engine, machinery } = startJobMachine(heard, { table, clock, answering });

  const cursors = sealedCursors(memory);
  const stores = { seals: fakeSeals(), files: fakeFiles(), uploads: fakeUploads() };
  const deps = { table, cursors, sweep: memory.sweep, keys: fakeKeys(), ...stores };
  const handler = api(staffRoutes, { table, cursors, authenticate: authenticate(table), deps, log: () => undefined });

  let calls = 0;
  /** Someone of the firm at work; a call that a crash took is made again, with its key. */
  async function call(method: string, path: string, body?: object, by = stage.personId) {
    busy++;
    const key = `${++calls}`;
    for (let tries = 1; ; tries++) {
      const sent = { ...(body && { body }), headers: { 'idempotency-key': key } };
      const reply = await handler(httpEvent(method, path, by, sent), { awsRequestId: `req-${key}` });
      const answer = { status: reply.statusCode!, body: reply.body ? (JSON.parse(reply.body) as Answer) : undefined };
      const mayPass = answer.status >= 500 || (answer.status === 409 && answer.body.retryAfter !== undefined);
      if (mayPass && tries < 20) continue;
      trace.push(`${method} ${path.replaceAll(/\w{3}_\w{26}/g, '·')} ${answer.status}`);
      busy--;
      return answer;
    }
  }

  /** The execution of a job fails, for whatever reason. */
  async function kill(jobId: string): Promise<void> {
    await idle();
    const running = engine.list(arnOf('job'), 'RUNNING').find(({ name }) => name.startsWith(jobId));
    if (!running) return;
    trace.push('the execution failed');
    engine.stop(running.arn, 'Bad', 'A deployment that was none');
  }

  /** Until nothing is under way any more. */
  async function idle(): Promise<void> {
    for (let calm = 0; calm < 12; calm = busy + engine.awake === 0 ? calm + 1 : 0) await turn();
    await table.calm();
  }

  return { memory, table, engine, machinery, clock, random, trace, dawdle, idle, call, kill };
}

export type World = Awaited<ReturnType<typeof aWorld>>;

const unchecked = (writes: readonly Write[]) => {
  const isWait = writes.some((write) => 'update' in write && write.set?.token !== undefined);
  return isWait ? writes.filter((write) => !('check' in write)) : writes;
};
