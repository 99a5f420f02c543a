import { expect, test, vi } from 'vitest';
import { recurringStep } from '../../functions/recurrence/sweep.ts';
import { addMonths, type CivilDate } from '../../shared/dates/civil-date.ts';
import { aClient, aFirm, type Answer } from '../support/call.ts';
import { inItsOwnTime } from '../support/faults-time.ts';
import { withJobMachine } from '../support/job-machine.ts';
import { anOffice, aSmallTemplate } from '../support/work.ts';
import { aTemplate } from '../support/written-template.ts';
import { aMonth } from '../functions/recurrence/recurring.ts';
import { whatIsWrong } from './checks.ts';
import { withSteps } from './firm.ts';
import { anHour, hasEnded, letGo, people } from './history.ts';
import { OneClock } from './time.ts';
import { aWorld, type World } from './world.ts';

const seed = Number(process.env.SEED ?? 20_260_101);
const [clients, months] = [20, 5];
const first = '2026-01-01';

/** Machine and people in turns, an approval by someone else, and a plain month: each a series of every client. */
const contents = () => [
  withSteps(),
  aSmallTemplate({ key: 'approved', period: 'month', start: 'period.end +1 bizday', due: 'period.end +9 bizday' }),
  aMonth(),
];

async function aFirmWithSeries() {
  const firm = await aFirm();
  withJobMachine(firm, `${first}T12:00:00.000Z`);
  const { bookkeeper, reviewer } = await anOffice(firm);
  await firm.admin.call('POST', '/v1/firm/go-live');
  const templates = [];
  for (const content of contents()) templates.push(await aTemplate(firm, content));
  for (let n = 0; n < clients; n++) {
    const roles = [{ role: 'lead', memberId: bookkeeper.id }];
    const { id } = await aClient(firm.admin.call, { name: `Client ${n}`, manager: reviewer.id, roles });
    const person = { name: `Person ${n}`, mail: `person${n}@client.example`, notify: true, portal: true };
    await firm.admin.call('POST', `/v1/clients/${id}/contacts`, { body: person });
    for (const templateId of templates) {
      const body = { templateId, end: { kind: 'after', jobs: months } };
      const reply = await firm.admin.call('POST', `/v1/clients/${id}/series`, { body });
      expect(reply.status).toBe(201);
    }
  }
  await firm.projected();
  // From here on the one clock is that of the run.
  delete process.env.CLOCK_OFFSET_MS;
  return { items: firm.memory.all(), personId: bookkeeper.id, reviewerId: reviewer.id };
}

/** The machine of the schedule: it goes on after a crash as Step Functions would. */
async function recurs({ table, random }: World): Promise<void> {
  for (let tries = 0; tries < 20; tries++)
    try {
      while (!(await recurringStep({ table, random })).done);
      return;
    } catch {
      // The next try finds what the last one left.
    }
  throw new Error('The day is never done');
}

const jobsIn = ({ memory }: World): Answer[] => memory.all().filter(({ entity }) => entity === 'job');

/** Everybody works until every job has come to its end. */
async function workedThrough(world: World, reviewerId: string): Promise<void> {
  const whoDoes = (task: Answer) => (task.review ? reviewerId : task.assigneeId);
  let open = jobsIn(world).map(({ id }) => ({ id: id as string, ...people(world, id as string, whoDoes) }));
  for (let rounds = 0; rounds < 100; rounds++) {
    await letGo(world);
    const ended = await Promise.all(open.map(({ id }) => hasEnded(world, id)));
    open = open.filter((_, i) => !ended[i]);
    if (open.length === 0) return;
    const acted = await Promise.all(
      // Mail waits for its hour, however much else people do meanwhile.
      open.map(async ({ something, finish }) => (world.random() < 0.3 ? (await something(), false) : finish())),
    );
    if (!acted.includes(true)) await anHour(world);
  }
  throw new Error(`${open.length} jobs do not come to their end`);
}

async function played(stage: Awaited<ReturnType<typeof aFirmWithSeries>>) {
  const world = await aWorld({ seed, stage, clock: new OneClock(`${first}T12:00:00.000Z`), variant: 'right' });
  for (let month = 0; month <= months; month++) {
    const day: CivilDate = addMonths(first, month);
    for (const hour of ['14:20', '15:20']) {
      world.clock.pass(Date.parse(`${day.slice(0, 8)}05T${hour}:00.000Z`));
      await Promise.all([recurs(world), recurs(world)]);
      await world.idle();
    }
    await workedThrough(world, stage.reviewerId);
  }
  const jobs = jobsIn(world);
  const wrong = await whatIsWrong(
    world,
    jobs.map(({ id }) => id as string),
  );
  const happened = world.trace.length;
  world.engine.close();
  return { jobs, wrong, happened };
}

test(`300 jobs of 60 series come up, are worked through by machine and people, and are whole (seed ${seed})`, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const stage = await aFirmWithSeries();
  const { jobs, wrong, happened } = await inItsOwnTime(seed, () => played(stage));
  vi.restoreAllMocks();
  console.info(`Seed ${seed}: ${happened} things happened`);
  expect(wrong).toEqual([]);
  expect(jobs).toHaveLength(clients * 3 * months);
  expect(new Set(jobs.map(({ seriesId, period }) => `${seriesId} ${period.key}`)).size).toBe(jobs.length);
}, 600_000);
