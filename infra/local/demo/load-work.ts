import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { DemoClient } from './clients.ts';
import { type Call, together } from './calls.ts';
import { type DemoJob, demoJobs, demoTemplates } from './work.ts';

type Ids = ReadonlyMap<string, string>;
type Task = {
  id: string;
  key?: string;
  status: string;
  assigneeId?: string;
  due: { on?: CivilDate };
  checklist?: { text: string }[];
  records?: string[];
  can: { complete: boolean };
};
type Job = { id: string; tasks: Task[] };

/** What the demo firm is set up with: whoever calls, its clients and people by their keys, and the day. */
export type DemoFirm = {
  call: Call;
  as: (memberId: string) => Promise<Call>;
  clients: Ids;
  team: Ids;
  today: CivilDate;
};

async function adopt(call: Call): Promise<Ids> {
  const made = await together(demoTemplates, 4, async (key) => {
    const { id } = await call<{ id: string }>('POST', '/v1/templates', { from: 'library', key });
    await call('POST', `/v1/templates/${id}/publish`, { note: 'From the library' });
    return id;
  });
  return new Map(demoTemplates.map((key, i) => [key, made[i]!]));
}

const answers: Readonly<Record<string, string | number>> = { conflictSearch: 'Nothing found' };

async function finish(call: Call, path: string, { id, checklist = [], records = [] }: Task): Promise<Job> {
  for (const line of checklist.keys()) await call('POST', `${path}/tasks/${id}/tick`, { line, done: true });
  const fields = Object.fromEntries(records.map((name) => [name, answers[name] ?? 1]));
  return call<Job>('POST', `${path}/tasks/${id}/complete`, { fields });
}

/** Each task by whoever has it, in their order, as far as the calendar has come. */
async function workThrough({ as, team }: DemoFirm, job: Job, { doneBefore, stopsAt }: DemoJob): Promise<void> {
  if (doneBefore === undefined) return;
  const path = `/v1/jobs/${job.id}`;
  let now = job;
  for (const { id } of job.tasks) {
    const task = now.tasks.find((one) => one.id === id)!;
    if (task.key === stopsAt) return;
    if (task.status === 'dormant' || !task.can.complete || (task.due.on ?? '') >= doneBefore) continue;
    now = await finish(await as(task.assigneeId ?? team.get('nora')!), path, task);
  }
}

async function addJob(demo: DemoFirm, templates: Ids, one: DemoJob): Promise<void> {
  const { template, number, startOn, period, given, facts } = one;
  const job = await demo.call<Job>('POST', '/v1/jobs', {
    clientId: demo.clients.get(number),
    templateId: templates.get(template),
    startOn,
    ...(period && { period }),
    ...(given && { given }),
  });
  let now = job;
  for (const fact of facts) now = await demo.call<Job>('POST', `/v1/jobs/${job.id}/facts`, { fact });
  await workThrough(demo, now, one);
}

/** The firm's templates, and the work that stands in its books on this day. */
export async function loadWork(demo: DemoFirm, all: readonly DemoClient[]): Promise<void> {
  await demo.call('PUT', '/v1/firm/roles', { people: [{ role: 'coordinator', memberId: demo.team.get('nora') }] });
  const templates = await adopt(demo.call);
  await together(demoJobs(all, demo.today), 4, (one) => addJob(demo, templates, one));
}
