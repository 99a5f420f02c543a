import { onJob } from '../functions/jobs/workflow/on-job.ts';
import { tell } from '../functions/notices/on-event.ts';
import { projectEvent } from '../functions/project-event.ts';
import { isEvent } from '../shared/events/chain.ts';
import type { Table } from '../shared/table/table.ts';
import { aFirm, type Answer, type FirmUnderTest, type Sent } from '../test/support/call.ts';
import { quiet } from '../test/infra/local/states/support.ts';
import { executionOf, withJobMachine } from '../test/support/job-machine.ts';
import { aShippedTemplate, anOffice } from '../test/support/work.ts';
import type { MeasuredTable } from './database.ts';

/** What one job takes from being made to being done: by people, by its machine, and by what follows from each change. */
export type JobLife = {
  tasks: number;
  /** Calls of the API: it is made, looked at before each change, and changed. */
  calls: number;
  /** Changes; each goes from the stream to the projector and the publisher, and from the bus to the reactor. */
  events: number;
  /** Calls of the workflow function by the machine. */
  steps: number;
  /** What Step Functions is billed by: each state that was entered. */
  transitions: number;
  mails: number;
  /** What it leaves in the table: its items, as they are written down. */
  bytes: number;
  /** All of it to the table. */
  requests: number;
  read: number;
  written: number;
};

/** Ten in the morning of the first business day after the period, in the firm's zone: mail leaves. */
const begins = '2026-11-02T17:00:00.000Z';
const period = { of: '2026-10-31' };
const anHour = 3600;

/** The table that counts, and one in memory with the same in it, which is looked into without being counted. */
const alsoIn = (measured: Table, memory: Table): Table => ({
  ...measured,
  async write(writes) {
    await measured.write(writes);
    await memory.write(writes);
  },
});

type World = {
  firm: FirmUnderTest;
  office: Awaited<ReturnType<typeof anOffice>>;
  machine: ReturnType<typeof withJobMachine>;
  /** Everything that follows from what has happened. */
  settled: () => Promise<void>;
  counted: { calls: number; events: number; steps: number };
};

async function aWorld({ table }: MeasuredTable): Promise<World> {
  const counted = { calls: 0, events: 0, steps: 0 };
  let telling: Promise<void> = Promise.resolve();
  const firm = await aFirm({ wrap: (memory) => alsoIn(table, memory) });
  for (const put of firm.memory.all()) await table.write([{ put, if: 'always' }]);
  const machine = withJobMachine(firm, begins, {
    table: firm.table,
    async answering(op, answer) {
      counted.steps++;
      // Who wakes the machine notes that before it goes on: which of the two is faster would decide what is written.
      await telling;
      return answer(op);
    },
  });
  const office = await anOffice(firm, { tags: ['payroll'] });
  const known = new Set<string>();
  async function settled(): Promise<void> {
    for (;;) {
      await quiet(machine.engine);
      const news = firm.memory.all().filter((item) => isEvent(item) && !known.has(item.id));
      if (news.length === 0) return;
      for (const event of news.filter(isEvent)) {
        known.add(event.id);
        counted.events++;
        machine.heard.add(event.id);
        const jobId = event.pk.startsWith('JOB#') ? event.pk.slice('JOB#'.length) : undefined;
        if (jobId !== undefined) telling = onJob(machine.machinery, { type: event.type, jobId, seq: event.seq });
        await telling;
        await projectEvent(firm.table, event);
        await tell(firm.table, event);
      }
    }
  }
  return { firm, office, machine, settled, counted };
}

/** A client who can be written to, and a firm that does. */
async function live({ firm, office }: World): Promise<void> {
  const person = { name: 'Odile Marchetti', mail: 'odile@halcyon.example', notify: true, portal: true };
  await firm.admin.call('POST', `/v1/clients/${office.clientId}/contacts`, { body: person });
  await firm.admin.call('POST', '/v1/firm/go-live');
}

const call = (world: World, who: string, path: string, body?: object): Promise<Answer> =>
  answered(world, who, 'POST', path, body && { body });

async function answered(world: World, who: string, method: string, path: string, sent?: Sent): Promise<Answer> {
  world.counted.calls++;
  const reply = await world.firm.as(who)(method, path, sent);
  if (reply.status >= 300) throw new Error(`${method} ${path} answers ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

const isOpen = ({ status }: Answer) => !['done', 'skipped', 'dormant'].includes(status);

/** What somebody does next; false while only the machine or time can go on. */
async function actOn(world: World, { id, tasks }: Answer): Promise<boolean> {
  // What waits for a word before it leaves is released; what was asked of someone outside is recorded as done.
  const task = tasks.find((one: Answer) =>
    one.auto ? one.can.release || one.status === 'asked' : isOpen(one) && one.can.complete,
  );
  if (!task) return false;
  const who = task.assigneeId ?? world.firm.admin.id;
  const path = `/v1/jobs/${id}/tasks/${task.id}`;
  if (task.can.release) {
    await call(world, who, `${path}/release`);
    return true;
  }
  for (const line of (task.checklist ?? []).keys()) await call(world, who, `${path}/tick`, { line, done: true });
  const fields = Object.fromEntries((task.records ?? []).map((name: string) => [name, 1]));
  await call(world, who, `${path}/complete`, { fields });
  return true;
}

async function livedThrough(world: World, templateId: string): Promise<Answer> {
  const { firm, office, machine, settled } = world;
  const made = await call(world, firm.admin.id, '/v1/jobs', { clientId: office.clientId, templateId, period });
  await settled();
  await call(world, firm.admin.id, `/v1/jobs/${made.id}/facts`, { fact: 'request.statements' });
  for (let hours = 0; hours < 24 * 60; hours++) {
    await settled();
    const job = await answered(world, firm.admin.id, 'GET', `/v1/jobs/${made.id}`);
    if (job.status === 'done') return job;
    if (!(await actOn(world, job))) await machine.pass(anHour);
  }
  throw new Error('The job is not done after 60 days');
}

const bytesOf = ({ memory }: FirmUnderTest) =>
  memory.all().reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)), 0);

/** A job of the shipped template for monthly closes, lived through on the table that counts. */
export async function jobLife(measured: MeasuredTable): Promise<JobLife> {
  const world = await aWorld(measured);
  const { firm, settled, counted, machine } = world;
  const templateId = await aShippedTemplate(firm, 'monthly-close');
  await live(world);
  await settled();
  Object.assign(counted, { calls: 0, events: 0, steps: 0 });
  const before = bytesOf(firm);
  const { answer: job, cost } = await measured.meter.record(() => livedThrough(world, templateId));
  const history = machine.engine.history(executionOf(job.id, 1), { limit: 25_000 });
  const { requests, read, written } = cost;
  return {
    tasks: job.tasks.length,
    ...counted,
    transitions: history.filter(({ type }) => type.endsWith('StateEntered')).length,
    mails: firm.memory.all().filter(({ entity }) => entity === 'mail').length,
    bytes: bytesOf(firm) - before,
    requests,
    read,
    written,
  };
}
