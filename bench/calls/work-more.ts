import { actingFor } from '../../functions/jobs/acting.ts';
import { createJob } from '../../functions/jobs/changing.ts';
import type { Job } from '../../functions/jobs/job.ts';
import { fromTemplate } from '../../functions/jobs/make.ts';
import { startBatch } from '../../functions/batches/store.ts';
import { draft, publish } from '../../functions/templates/head.ts';
import { templateEvent } from '../../functions/templates/events.ts';
import { drafts, templates, versions } from '../../functions/templates/store.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { start } from '../../shared/events/chain.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long } from './longest.ts';

let made = 0;

/** So many tasks, each after the one before it. */
const contentOf = (count: number, more: Partial<TemplateContent> = {}): TemplateContent => ({
  key: `work-${1_000_000 + made++}`,
  name: 'Work in a row',
  for: ['accounting'],
  title: 'Work in a row',
  start: 'today',
  due: 'job.start +10 bizday',
  deadline: 'none',
  roles: { doer: 'client.lead' },
  sections: [
    {
      name: 'Work',
      tasks: Array.from({ length: count }, (_, n) => ({
        key: `task-${100 + n}`,
        title: 'Look through the statements',
        role: 'doer',
        est: 30,
        due: 'job.start +2 bizday',
        ...(n > 0 && { after: [`task-${99 + n}`] }),
      })),
    },
  ],
  ...more,
});

const laterOf = (content: TemplateContent, title: string): TemplateContent => ({
  ...content,
  due: 'job.start +12 bizday',
  sections: content.sections.map(({ name, tasks }) => ({ name, tasks: tasks.map((task) => ({ ...task, title })) })),
});

/** A template whose second version words every task anew. */
async function aTemplate({ make, founder }: Scene, content: TemplateContent, title = 'Look twice') {
  const id = newId('template');
  const first = publish(draft(content, id, afterwards), afterwards);
  const head = templates.create({ ...first, latest: 2, published: 2 });
  const later = laterOf(content, title);
  const version = (n: number, of: TemplateContent) =>
    versions.create({ templateId: id, n, content: of, publishedAt: afterwards, by: founder });
  const records = [head, drafts.create({ templateId: id, content: later }), version(1, content), version(2, later)];
  await make.save([templateEvent('template.drafted', start(head.item.pk), records)], afterwards);
  return id;
}

/** A job of the first version of a template. */
async function aJob({ make, founded, founder, moving }: Scene, templateId: string, content: TemplateContent) {
  const id = newId('job');
  const drawn = fromTemplate({
    id,
    template: { id: templateId, key: content.key, version: 1 },
    content,
    client: undefined,
    services: [],
    firmRoles: [],
    k1Sources: [],
    period: undefined,
    neighbour: () => undefined,
    startOn: afterwards.slice(0, 10),
    deadline: undefined,
    given: {},
    by: founder,
    now: afterwards,
    today: afterwards.slice(0, 10),
    newId,
  });
  const { clientId } = moving;
  const job: Job = { ...drawn.job, clientId };
  const tasks = drawn.tasks.map((task) => ({ ...task, clientId }));
  const acting = actingFor(founded, founder, afterwards);
  await make.save(createJob(job, tasks, drawn.assigned, acting).write, afterwards);
  return { jobId: id, taskIds: tasks.map((task) => task.id) };
}

async function aJobOfTwo(scene: Scene, count = 20, title?: string) {
  const content = contentOf(count);
  const templateId = await aTemplate(scene, content, title);
  return { templateId, content, ...(await aJob(scene, templateId, content)) };
}

const rolling = (jobs: number, count?: number) => async (scene: Scene) => {
  const { templateId, content } = await aJobOfTwo(scene, count);
  for (let n = 1; n < jobs; n++) await aJob(scene, templateId, content);
  return { params: { templateId } };
};

const furthering = (count: number) => async (scene: Scene) => {
  const { jobId } = await aJobOfTwo(scene, count);
  return { params: { jobId }, body: { templateId: await aTemplate(scene, contentOf(count)) } };
};

const aBulk = async ({ make, founder }: Scene) => {
  const id = newId('batch');
  const given = { deed: { action: 'skip', reason: 'Nothing came' }, ids: [] };
  const started = startBatch(
    { kind: 'bulk-tasks', title: 'Leave tasks out', startedBy: founder, given },
    id,
    afterwards,
  );
  const ended = started.records.map((record) => {
    const after = { ...record.after, status: 'done', endedAt: afterwards };
    return { ...record, after, item: { ...record.item, status: 'done', endedAt: afterwards } };
  });
  await make.save([{ ...started, records: ended }], afterwards);
  return { params: { batchId: id } };
};

const jobIds = (count: number) => Array.from({ length: count }, () => newId('job'));
const ofTasks = (count: number) => jobIds(count).map((jobId) => ({ jobId, taskId: newId('task') }));
const cancelling = (count: number, reason: string) => ({ body: { ids: jobIds(count), action: 'cancel', reason } });
const skipping = (count: number, reason: string) => ({ body: { ids: ofTasks(count), action: 'skip', reason } });
const rollOut = 'POST /v1/templates/{templateId}/roll-out';
const keyed = () => ({ headers: { 'idempotency-key': 'w'.repeat(190) + String(1_000_000 + made++) } });

export const workMoreCalls: readonly BenchCall[] = [
  { route: `${rollOut}/preview`, when: 'five jobs of 20 tasks', request: rolling(5) },
  { route: rollOut, request: rolling(1) },
  { route: 'POST /v1/jobs/{jobId}/templates', when: '20 tasks to 20', request: furthering(20) },
  { route: 'POST /v1/jobs/bulk', when: '25 jobs', request: () => cancelling(25, 'Left') },
  { route: 'POST /v1/tasks/bulk', when: '25 tasks', request: () => skipping(25, 'Left') },
  { route: 'POST /v1/batches/{batchId}/undo', request: aBulk },
  {
    route: 'POST /v1/tasks',
    when: 'for a client',
    request: ({ moving, colleague }) => ({
      body: { title: 'Call the bank', clientId: moving.clientId, assigneeId: colleague, dueOn: '2026-12-01' },
    }),
  },
];

export const worstWorkMoreCalls: readonly BenchCall[] = [
  {
    route: rollOut,
    worst: true,
    request: async (scene) => ({ ...(await rolling(1)(scene)), body: { jobIds: jobIds(200) }, ...keyed() }),
  },
  {
    route: 'POST /v1/jobs/{jobId}/templates',
    worst: true,
    request: async (scene) => ({ ...(await furthering(90)(scene)), ...keyed() }),
  },
  { route: 'POST /v1/jobs/bulk', worst: true, request: () => ({ ...cancelling(500, long(500)), ...keyed() }) },
  { route: 'POST /v1/tasks/bulk', worst: true, request: () => ({ ...skipping(250, long(500)), ...keyed() }) },
  {
    route: 'POST /v1/batches/{batchId}/undo',
    worst: true,
    request: async (scene) => ({ ...(await aBulk(scene)), ...keyed() }),
  },
  {
    route: 'POST /v1/tasks',
    worst: true,
    request: ({ moving, colleague }) => ({
      body: { title: long(200), note: long(10_000), clientId: moving.clientId, assigneeId: colleague },
      ...keyed(),
    }),
  },
];
