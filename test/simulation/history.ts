import type { Answer } from '../support/call.ts';
import { executionOf } from '../support/job-machine.ts';
import { reconcile } from '../../functions/jobs/workflow/reconcile.ts';
import { findWorkflow } from '../../functions/jobs/workflow/record.ts';
import { readTail } from '../../shared/table/records.ts';
import { whatIsWrong } from './checks.ts';
import { monday, type Stage } from './firm.ts';
import { inItsOwnTime } from '../support/faults-time.ts';
import { OneClock } from './time.ts';
import { aWorld, type Variant, type World } from './world.ts';

/** A job under way: what people see of it, and do in it. */
export function people({ call, dawdle, random }: World, jobId: string, whoDoes?: (task: Answer) => string) {
  /** The page that someone looks at: it may be out of date. */
  let page: Answer;
  const seen = ({ status, body }: { status: number; body: Answer }) => (page = status === 200 ? body : undefined);
  const read = async (): Promise<Answer> => page ?? seen(await call('GET', `/v1/jobs/${jobId}`));
  const act = async (task: Answer, does: string) =>
    seen(await call('POST', `/v1/jobs/${jobId}/tasks/${task.id}/${does}`, undefined, whoDoes?.(task)));
  const open = (job: Answer): Answer[] =>
    job.tasks.filter(
      ({ status, auto, failure }: Answer) => ['open', 'active', 'asked'].includes(status) && (!auto || failure),
    );
  const next = (job: Answer) => open(job).find(({ isUpNext }) => isUpNext);

  const isAllDone = ({ status, tasks }: Answer) =>
    status !== 'done' && tasks.every((one: Answer) => ['done', 'skipped', 'dormant'].includes(one.status));

  /** One of the things that people do, at an odd moment. */
  async function something(): Promise<void> {
    const job = await read();
    const task = next(job);
    const chance = random();
    if (chance < 0.05)
      return void (await call('PATCH', `/v1/jobs/${jobId}`, { priority: random() < 0.5 ? 'high' : 'low' }));
    if (chance < 0.1) {
      const done = job.tasks.find(({ status, auto }: Answer) => status === 'done' && !auto);
      if (done) return void (await act(done, 'reopen'));
    }
    if (chance < 0.14) {
      await call('POST', `/v1/jobs/${jobId}/cancel`, { reason: 'A mistake' });
      await dawdle(40);
      return void seen(await call('POST', `/v1/jobs/${jobId}/reopen`));
    }
    if (!task) {
      page = undefined;
      return;
    }
    if (task.failure && chance < 0.5) return void (await act(task, 'retry'));
    if (chance < 0.3) return void (await act(task, 'start'));
    if (chance < 0.4) return void (await Promise.all([act(task, 'complete'), act(task, 'complete')]));
    await act(task, 'complete');
  }

  /** Does what is left for people; whether there was anything. */
  async function finish(): Promise<boolean> {
    page = undefined;
    const job = await read();
    const now = job.status === 'cancelled' ? seen(await call('POST', `/v1/jobs/${jobId}/reopen`)) : job;
    const task = next(now);
    if (task) await act(task, 'complete');
    // Reopened when everything was done: someone says that it is.
    else if (isAllDone(now)) await call('POST', `/v1/jobs/${jobId}/complete`);
    return task !== undefined;
  }
  return { read, something, finish };
}

/** How often, of one, an execution ends with a failure that nobody foresaw. */
const dies = 0.02;

/** Shorter than the shortest wait for a day that a history has, longer than the machine's pauses between tries. */
const aMoment = 400_000;

export async function letGo({ clock, idle }: World): Promise<void> {
  await idle();
  while (clock.next(Date.now() + aMoment)) await idle();
}

/** Whether the workflow waits though something has happened that it has not seen, and nobody is on the way to tell it. */
async function isLost({ memory }: World, jobId: string): Promise<boolean> {
  const [workflow, tail] = await Promise.all([findWorkflow(memory, jobId), readTail(memory, `JOB#${jobId}`)]);
  return workflow?.state === 'running' && workflow.token !== undefined && workflow.seen < tail.seq;
}

export const hasEnded = async ({ memory }: World, jobId: string): Promise<boolean> =>
  (await findWorkflow(memory, jobId))?.state === 'ended';

const runsOf = async ({ memory, engine }: World, jobId: string) => {
  const run = (await findWorkflow(memory, jobId))!.run;
  return run === 0 ? 'NONE' : engine.execution(executionOf(jobId, run)).status;
};

/** An hour passes, and whoever looks after jobs does; how many executions it had to start. */
export async function anHour(world: World): Promise<number> {
  const until = Date.now() + 3_600_000;
  while (world.clock.next(until)) await world.idle();
  world.clock.pass(until);
  const { started } = await reconcile({ ...world.machinery, table: world.memory });
  await letGo(world);
  return started;
}

export type History = {
  seed: number;
  lost: boolean;
  stuck: boolean;
  /** How many executions the reconciler had to start. */
  helped: number;
  wrong: string[];
  trace: readonly string[];
};

async function played(seed: number, stage: Stage, variant: Variant): Promise<History> {
  const clock = new OneClock(monday);
  const world = await aWorld({ seed, stage, clock, variant });
  const { random, dawdle, idle, call, trace } = world;
  const body = { clientId: stage.clientId, templateId: stage.templateId, period: { of: '2026-10-31' } };
  const made = await call('POST', '/v1/jobs', body);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const jobId = made.body.id as string;
  const { something, finish } = people(world, jobId);
  const actions = 3 + Math.floor(random() * 7);
  for (let i = 0; i < actions; i++) {
    await dawdle(40);
    await something();
    if (random() < dies) await world.kill(jobId);
    // Mostly the next one comes while the machine is still busy with the last; sometimes a day passes first.
    const limit = random() < 0.15 ? Infinity : Date.now() + aMoment;
    if (random() < 0.4) {
      await idle();
      clock.next(limit);
    }
  }
  let lost = false;
  let helped = 0;
  for (let rounds = 0; rounds < 60; rounds++) {
    await letGo(world);
    lost ||= await isLost(world, jobId);
    if (lost) break;
    if (await finish()) continue;
    if (await hasEnded(world, jobId)) break;
    helped += await anHour(world);
  }
  await letGo(world);
  lost ||= await isLost(world, jobId);
  const stuck = !lost && !(await hasEnded(world, jobId));
  const wrong = lost ? [] : await whatIsWrong(world, [jobId]);
  trace.push(`ended ${await runsOf(world, jobId)}`);
  world.engine.close();
  return { seed, lost, stuck, helped, wrong, trace };
}

/** One history of a job, everything around it going wrong now and then. The same seed gives the same. */
export const history = (seed: number, stage: Stage, variant: Variant = 'right'): Promise<History> =>
  inItsOwnTime(seed, () => played(seed, stage, variant));
