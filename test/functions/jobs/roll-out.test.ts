import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';
import type { TemplateContent } from '../../../functions/templates/template.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let lead: ReturnType<typeof verbs>;
let worker: ReturnType<typeof verbs>;
let templateId: string;
let job: Answer;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  lead = verbs(firm.admin.call);
  worker = verbs(office.bookkeeper.call);
  templateId = await published(firm.admin.call, aSmallTemplate());
  job = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
});

type Tasks = TemplateContent['sections'][number]['tasks'];

/** Publishes a next version with other tasks. */
async function nextVersion(change: (tasks: Tasks) => Tasks, more: Partial<TemplateContent> = {}) {
  const { content } = (await lead.get(`/v1/templates/${templateId}`)).body;
  const [section] = content.sections;
  const sections = [{ ...section, tasks: change(section.tasks) }];
  const changed = await lead.patch(`/v1/templates/${templateId}`, { content: { ...content, sections, ...more } });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  const reply = await lead.post(`/v1/templates/${templateId}/publish`, { note: 'Next' });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
}

const changeTask = (key: string, more: object) => (tasks: Tasks) =>
  tasks.map((task) => (task.key === key ? { ...task, ...more } : task));

/** `first` a day later, `last` is gone, `tell` comes in behind the review. */
const longer = (tasks: Tasks): Tasks => [
  ...changeTask('first', { title: 'First of all', due: 'job.start +3 bizday' })(tasks).filter(
    ({ key }) => key !== 'last',
  ),
  { key: 'tell', title: 'Tell the client', role: 'doer', after: ['review'], due: 'review.due +1 bizday' },
];

const of = (key: string) => `/v1/jobs/${job.id}/tasks/${taskOf(job, key).id}`;
const now = async () => (await lead.get(`/v1/jobs/${job.id}`)).body;

const preview = async (query: Record<string, string> = {}) => {
  await firm.projected();
  return lead.post(`/v1/templates/${templateId}/roll-out/preview`, {}, { query });
};

async function rollOut(body: object = {}): Promise<Answer[]> {
  await firm.projected();
  const begun = await lead.post(`/v1/templates/${templateId}/roll-out`, body);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  await worked(firm, begun.body.id);
  return (await pagesOf(firm.admin.call, `/v1/batches/${begun.body.id}/results`)).flat();
}

const keysOf = ({ tasks }: Answer) => tasks.map(({ key }: Answer) => key);

describe('a new version of a template', () => {
  test('reaches a job that has not begun as a whole: tasks come, go and change, and dates follow', async () => {
    await nextVersion(longer, { due: 'job.start +12 bizday' });
    expect(await rollOut()).toMatchObject([{ outcome: 'changed', about: { jobId: job.id } }]);
    const after = await now();
    expect(keysOf(after)).toEqual(['first', 'second', 'review', 'tell']);
    expect(after).toMatchObject({ template: { version: 2 }, dueOn: '2026-11-18', status: 'ready' });
    expect(taskOf(after, 'first')).toMatchObject({ title: 'First of all', due: { on: '2026-11-05' } });
    expect(taskOf(after, 'second').due.on).toBe('2026-11-09');
    expect(taskOf(after, 'tell')).toMatchObject({ assigneeId: office.bookkeeper.id, blockedBy: [{ after: 'review' }] });
    expect(after.progress).toEqual({ done: 0, all: 4 });
  });

  test('is shown before it is rolled out, with every date from when to when, and nothing is written', async () => {
    await nextVersion(longer, { due: 'job.start +12 bizday' });
    const { body } = await preview();
    expect(body).toMatchObject({
      version: 2,
      items: [{ jobId: job.id, client: { id: office.clientId }, version: 1, isLive: false, fields: ['dueRule'] }],
    });
    const [line] = body.items;
    expect(line.tasks).toMatchObject([
      { key: 'first', how: 'changed', fields: ['title', 'dueRule'] },
      { key: 'last', how: 'removed' },
      { key: 'tell', how: 'added' },
    ]);
    expect(line.dates.map(({ of: what, title, from, to }: Answer) => [what, title, from, to])).toEqual([
      ['job', job.title, '2026-11-16', '2026-11-18'],
      ['task', 'First of all', '2026-11-04', '2026-11-05'],
      ['task', 'Second', '2026-11-06', '2026-11-09'],
      ['task', 'Review', '2026-11-09', '2026-11-10'],
      ['task', 'Tell the client', undefined, '2026-11-11'],
    ]);
    expect(await now()).toEqual(job);
  });

  test('shows what it then does', async () => {
    await worker.post(`${of('first')}/complete`);
    await nextVersion(longer);
    const [line] = (await preview()).body.items;
    const before = await now();
    await rollOut();
    const after = await now();
    for (const { taskId, from, to } of line.dates.filter(
      ({ of: what, taskId: id }: Answer) => what === 'task' && before.tasks.some((task: Answer) => task.id === id),
    )) {
      expect(before.tasks.find(({ id }: Answer) => id === taskId).due.on).toBe(from);
      expect(after.tasks.find(({ id }: Answer) => id === taskId)?.due.on).toBe(to);
    }
    expect(line.isLive).toBe(true);
  });

  test('leaves what is finished and what someone changed in a job under way', async () => {
    await worker.post(`${of('first')}/complete`);
    await worker.patch(of('last'), { title: 'Last, and file it' });
    await worker.patch(of('second'), { dueOn: '2026-11-25', reason: 'Promised' });
    await nextVersion((tasks) => changeTask('second', { est: 90, instructions: 'Look twice' })(longer(tasks)));
    expect(await rollOut()).toMatchObject([{ outcome: 'changed in part' }]);
    const after = await now();
    expect(taskOf(after, 'first')).toMatchObject({ title: 'First', status: 'done' });
    expect(taskOf(after, 'second')).toMatchObject({ estMinutes: 60, due: { on: '2026-11-25', isPinned: true } });
    expect(taskOf(after, 'last')).toMatchObject({ title: 'Last, and file it', status: 'open' });
    expect(keysOf(after)).toContain('tell');
  });

  test('keeps what was changed by hand in a job that has not begun, and changes the rest of the task', async () => {
    await worker.patch(of('first'), { title: 'First, by telephone', assigneeId: office.reviewer.id });
    await nextVersion((tasks) => changeTask('first', { title: 'First of all', est: 90 })(tasks));
    await rollOut();
    expect(taskOf(await now(), 'first')).toMatchObject({
      title: 'First, by telephone',
      estMinutes: 90,
      assigneeId: office.reviewer.id,
    });
  });

  test('gives a task to whoever has its new role, unless someone else was put on it', async () => {
    await nextVersion(changeTask('second', { role: 'reviewer' }));
    await rollOut();
    expect(taskOf(await now(), 'second').assigneeId).toBe(office.reviewer.id);
  });

  test('is rolled out once however often it is asked, and back again', async () => {
    await nextVersion(longer);
    await rollOut();
    const after = await now();
    expect(await rollOut({ jobIds: [job.id] })).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await rollOut()).toEqual([]);
    expect((await now()).version).toBe(after.version);
    await rollOut({ version: 1 });
    const back = await now();
    expect(keysOf(back).toSorted()).toEqual(keysOf(job).toSorted());
    expect(taskOf(back, 'last').blockedBy).toMatchObject([{ after: 'review' }]);
  });

  test('reaches only the jobs that are named, passes over those that are over, and says of each what came of it', async () => {
    const other = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    const over = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    await worker.post(`/v1/jobs/${over.id}/cancel`, { reason: 'Twice' });
    await nextVersion(longer);
    expect((await preview({ limit: '1' })).body.items).toHaveLength(1);
    expect((await preview()).body.items.map(({ jobId }: Answer) => jobId)).toEqual([job.id, other.id]);
    expect(await rollOut({ jobIds: [other.id, over.id] })).toMatchObject([
      { outcome: 'changed' },
      { outcome: 'refused', why: 'This is over, and stays as it was done' },
    ]);
    expect((await now()).template.version).toBe(1);
  });

  test('words tasks with what was typed in when the job was made', async () => {
    const worded = await published(
      firm.admin.call,
      aSmallTemplate({ key: 'worded', title: 'Matter – {matter.description}' }),
    );
    templateId = worded;
    job = await aJob(firm.admin.call, {
      clientId: office.clientId,
      templateId,
      given: { 'matter.description': 'Lease' },
    });
    await nextVersion(changeTask('first', { title: 'Read: {matter.description}' }));
    await rollOut();
    expect(taskOf(await now(), 'first').title).toBe('Read: Lease');
  });

  test('is rolled out by who leads, and shows only jobs of clients that they may see', async () => {
    await nextVersion(longer);
    const asked = [`/v1/templates/${templateId}/roll-out`, {}] as const;
    expect(await worker.post(...asked)).toMatchObject({ status: 403 });
    await firm.projected();
    const walled = await firm.member('manager', { scope: { except: [office.clientId] } });
    expect((await verbs(walled.call).post(`${asked[0]}/preview`)).body.items).toEqual([]);
  });

  test('leaves the history of the job whole', async () => {
    await nextVersion(longer);
    await rollOut();
    const events = firm.memory.all().filter(({ pk, sk }) => pk === `JOB#${job.id}` && sk.startsWith('~EVENT#'));
    expect(events.map(({ type }) => type)).toEqual(['job.created', 'job.template-changed']);
  });
});
