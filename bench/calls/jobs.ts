import { firmEvent } from '../../functions/firm/events.ts';
import { firmRoles } from '../../functions/firm/store.ts';
import { TemplateContent } from '../../functions/templates/template.ts';
import type { BenchCall, Request } from '../call.ts';
import { afterwards } from '../firm.ts';
import { aComment, aJob, aNote, type Asked } from '../job-maker.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';
import { aTemplate } from './templates.ts';

let made = 0;

export const ofTasks = (count: number, more: object = {}, about: object = {}) =>
  TemplateContent.parse({
    key: `jobs-${1_000_000 + made++}`,
    name: 'Monthly close',
    for: ['accounting'],
    title: 'Monthly close – {client.name}',
    start: 'today',
    due: 'job.start +10 bizday',
    deadline: 'none',
    roles: { preparer: 'client.lead' },
    ...about,
    sections: [
      {
        name: 'Work',
        tasks: Array.from({ length: count }, (_, n) => ({
          key: `task-${100 + n}`,
          title: `Reconcile account ${100 + n}`,
          role: 'preparer',
          est: 45,
          due: 'job.start +5 bizday',
          ...more,
        })),
      },
    ],
  });

const ofTemplate =
  (count: number, more: object = {}) =>
  async (scene: Scene) => ({
    body: {
      clientId: scene.moving.clientId,
      templateId: (await aTemplate(scene, { content: ofTasks(count, more) })).params.templateId,
    },
  });

const prepared = new WeakMap<Scene, Promise<string>>();
/** Eleven clients with a job each, due before all others: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene): Promise<string> {
  const all = async () => {
    const season = `tpl_${String(made++).padStart(26, '7')}`;
    const template = { id: season, key: 'close', version: 1 };
    let last = '';
    for (let n = 0; n < 11; n++) {
      const { id } = await scene.make.client({ client: { name: 'Young & Cousins', lifecycle: 'active' } }, afterwards);
      const pin = { on: '2001-01-01', by: scene.founder };
      await aJob(scene, {
        count: 2,
        clientId: id,
        of: (position) => ({ title: 'Look', pin, ...(position === 1 && { review: { of: 'x' } }) }),
        job: { template, dueRule: undefined, dueOn: '2001-01-01' } as Asked['job'],
      });
      last = id;
    }
    for (let n = 0; n < 10; n++) await aJob(scene, { clientId: last, count: 1 });
    return JSON.stringify([season, last]);
  };
  const found = prepared.get(scene) ?? all();
  prepared.set(scene, found);
  return found;
}
const listed =
  (query: (season: string, clientId: string, scene: Scene) => Record<string, string>) =>
  async (scene: Scene): Promise<Request> => {
    const [season, clientId] = JSON.parse(await aPageful(scene)) as [string, string];
    return { query: { limit: '10', ...query(season, clientId, scene) } };
  };

const job = '/v1/jobs/{jobId}';
const task = `${job}/tasks/{taskId}`;

type Ids = Record<'jobId' | 'taskId' | 'commentId' | 'reviewNoteId', string>;

/** A job with a comment and a review note. */
async function talkedAbout(scene: Scene, asked: Asked = {}, text = 'Two receipts are missing'): Promise<Ids> {
  let ofThem = { commentId: '', reviewNoteId: '' };
  const { jobId, taskId } = await aJob(scene, {
    ...asked,
    after(tasks, whole) {
      const comment = aComment(whole, scene.founder, text);
      const note = aNote(tasks[0]!, scene.founder, text);
      const idOf = ({ after }: typeof note) => (after as unknown as { id: string }).id;
      ofThem = { commentId: idOf(comment), reviewNoteId: idOf(note) };
      return { ...asked.after?.(tasks, whole), comments: [comment], notes: [note] };
    },
  });
  return { jobId, taskId, ...ofThem };
}

const first = (more: object) => (n: number) => ({
  key: `task-${100 + n}`,
  title: `Reconcile account ${100 + n}`,
  dueRule: 'job.start +5 bizday',
  ...(n === 0 && more),
});
const finished = { status: 'done', doneAt: afterwards, doneOn: '2026-06-02' } as const;
const failure = { error: 'StepFailed', cause: 'Nobody is to be notified', at: afterwards };
const withDeadline = { job: { deadline: { on: '2026-10-01', says: ['By law'] } } };

/** What is changed, in what of job, with what is sent. */
const changes: [string, Asked, object?][] = [
  [`PATCH ${job}`, {}, { startOn: '2026-07-01', reason: 'They come later' }],
  [`POST ${job}/status`, {}, { status: 'waiting-client' }],
  [`POST ${job}/cancel`, {}, { reason: 'They left' }],
  [`POST ${job}/complete`, { of: first(finished), count: 1, job: { staysOpen: true } }],
  [`POST ${job}/reopen`, { after: (_, one) => ({ job: { ...one, status: 'cancelled' }, byHand: true }) }],
  [`POST ${job}/extend`, withDeadline, { to: '2026-12-01' }],
  [`POST ${job}/filings`, {}, { what: 'filed', agency: 'IRS', on: '2026-06-01' }],
  [`POST ${job}/facts`, {}, { fact: 'letter.signed', on: '2026-06-01' }],
  [`POST ${job}/tasks`, {}, { title: 'Call the bank' }],
  [`PATCH ${task}`, {}, { dueOn: '2026-07-01', reason: 'They come later' }],
  [`POST ${task}/start`, {}],
  [`POST ${task}/complete`, {}, {}],
  [`POST ${task}/skip`, {}, { reason: 'Nothing came' }],
  [`POST ${task}/release`, { of: first({ auto: { kind: 'send-mail', mail: 'close-package' }, hold: true }) }],
  [`POST ${task}/retry`, { of: first({ auto: { kind: 'send-mail', mail: 'close-package' }, failure }) }],
  [`POST ${task}/reopen`, { of: first(finished) }],
  [`POST ${task}/tick`, { of: first({ checklist: [{ text: 'Both' }] }) }, { line: 0, done: true }],
  [`POST ${job}/comments`, {}, { text: 'They were found' }],
  [`PATCH ${job}/comments/{commentId}`, {}, { text: 'Three receipts are missing' }],
  [`POST ${task}/notes`, {}, { text: 'Whose car?' }],
  [`POST ${job}/notes/{reviewNoteId}/answer`, {}, { text: 'Repairs' }],
  [`POST ${job}/notes/{reviewNoteId}/clear`, {}],
  [`POST ${task}/send-back`, { of: first({ review: { of: 'task-101' } }) }, { text: 'Again' }],
];

const usual = changes.map(([route, asked, body]): BenchCall => ({
  route,
  async request(scene) {
    const needsTalk = /commentId|reviewNoteId/.test(route);
    const params = needsTalk ? await talkedAbout(scene, asked) : await aJob(scene, asked);
    const { taskIds: _, ...rest } = params as Ids & { taskIds?: string[] };
    return { params: rest, ...(body && { body }) };
  },
}));

/** The firm has them at every size, whatever calls have made of them. */
async function firstRoles({ make, responsible }: Scene): Promise<void> {
  const value = { id: 'roles' as const, people: [{ role: 'coordinator', memberId: responsible }] };
  const item = await make.table.get(firmRoles.key('roles'), { strong: true });
  const record = item ? firmRoles.replace(firmRoles.read(item), value) : firmRoles.create(value);
  await make.save([firmEvent('firm.roles-changed', await make.tail('FIRM'), [record])], afterwards);
}

export const jobCalls: readonly BenchCall[] = [
  { route: 'POST /v1/jobs', when: 'of 20 tasks, from a template', request: ofTemplate(20) },
  {
    route: 'POST /v1/jobs',
    when: 'with a task of its own',
    request: () => ({ body: { title: 'Move to the new ledger', tasks: [{ title: 'Export' }] } }),
  },
  { route: 'GET /v1/jobs', when: 'a page of 10', request: listed(() => ({ status: 'planned' })) },
  { route: 'GET /v1/jobs', when: 'a page of 10 of one client', request: listed((_, clientId) => ({ clientId })) },
  {
    route: 'GET /v1/jobs/season',
    when: 'a page of 10',
    request: listed((season) => ({ templateId: season, period: '2026' })),
  },
  {
    route: 'GET /v1/jobs/grid',
    when: 'a page of 10',
    request: listed((season) => ({ templateId: season, year: '2026' })),
  },
  { route: 'GET /v1/work', when: 'a page of 10 of the firm', request: listed(() => ({})) },
  {
    route: 'GET /v1/work',
    when: 'a page of 10 of one person',
    request: listed((_, _client, { founder }) => ({ assigneeId: founder })),
  },
  { route: 'GET /v1/work/reviews', when: 'a page of 10', request: listed(() => ({})) },
  {
    route: `GET ${job}`,
    when: 'of 20 tasks',
    request: async (scene) => ({ params: { jobId: (await aJob(scene)).jobId } }),
  },
  {
    route: `GET ${job}/workflow`,
    when: 'of 20 tasks',
    request: async (scene) => ({ params: { jobId: (await aJob(scene)).jobId } }),
  },
  {
    route: `GET ${job}/timeline`,
    when: 'two changes',
    request: async (scene) => ({
      params: { jobId: (await aJob(scene, { after: (_, one) => ({ job: { ...one, startOn: '2026-07-01' } }) })).jobId },
    }),
  },
  {
    route: `GET ${job}/slips`,
    when: 'one change',
    request: async (scene) => ({
      params: { jobId: (await aJob(scene, { after: (_, one) => ({ job: { ...one, startOn: '2026-07-01' } }) })).jobId },
    }),
  },
  ...usual,
  {
    route: 'GET /v1/firm/roles',
    async request(scene) {
      await firstRoles(scene);
      return {};
    },
  },
  {
    route: 'PUT /v1/firm/roles',
    async request(scene) {
      await firstRoles(scene);
      return { body: { people: [{ role: 'coordinator', memberId: scene.colleague }] } };
    },
  },
];

/** Ninety tasks as wide as they may be, with a million bytes of instructions. */
const widest =
  (more: object = {}) =>
  (n: number) => ({
    key: `task-${100 + n}`,
    title: long(200),
    instructions: long(4000),
    estMinutes: 45,
    dueRule: 'job.start +5 bizday',
    ...(n === 0 && more),
  });

const dearest: Partial<Record<string, object>> = {
  [`POST ${job}/status`]: { status: 'waiting-client', label: long(40), waitsFor: long(200) },
  [`POST ${job}/cancel`]: { reason: long(500) },
  [`POST ${job}/comments`]: { text: long(10_000) },
  [`PATCH ${job}/comments/{commentId}`]: { text: long(10_000, '字') },
  [`POST ${task}/notes`]: { text: long(5000) },
  [`POST ${job}/notes/{reviewNoteId}/answer`]: { text: long(5000) },
  [`POST ${task}/send-back`]: { text: long(5000) },
  [`POST ${job}/tasks`]: { title: long(200), instructions: long(10_000) },
  [`PATCH ${task}`]: { title: long(200, '字'), instructions: long(10_000, '字'), dueOn: '2026-07-01' },
  [`POST ${task}/skip`]: { reason: long(500) },
};

/** What the widest tasks must be for this. */
const kept = ({ of, count: _, ...asked }: Asked): Asked => {
  const { title: _t, key: _k, dueRule: _d, ...more } = of?.(0) ?? {};
  return { ...asked, count: 90, of: widest(more) };
};

const worstChanges = changes.map(([route, asked, body]) =>
  worst(
    route,
    async (scene) => {
      const isOfAll = !route.endsWith('/complete') || route.includes('taskId');
      const { jobId, taskId, ...rest } = await talkedAbout(scene, isOfAll ? kept(asked) : asked, long(2000));
      return { jobId, taskId, ...rest };
    },
    () => {
      const sent = dearest[route] ?? body;
      return sent ? { body: sent } : {};
    },
  ),
);

export const worstJobCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/jobs',
    when: 'of 90 tasks, from a template',
    worst: true,
    request: async (scene) => ({
      ...(await ofTemplate(90, { title: long(100), instructions: long(500) })(scene)),
      headers: { 'idempotency-key': 'j'.repeat(190) + String(1_000_000 + made++) },
    }),
  },
  ...worstChanges,
  worst(
    'PUT /v1/firm/roles',
    async (scene) => {
      await firstRoles(scene);
      return {};
    },
    ({ colleague }) => ({
      body: {
        people: Array.from({ length: 40 }, (_, n) => ({
          role: `coordinator-of-many-things-number-${100 + n}`,
          memberId: colleague,
        })),
      },
    }),
  ),
];
