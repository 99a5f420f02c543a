import { beforeEach, describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { anOffice, aSmallTemplate } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let owner: ReturnType<typeof verbs>;
let admin: ReturnType<typeof verbs>;
let job: Answer;
const secret = 'Ask for a raise';

beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  owner = verbs(office.bookkeeper.call);
  admin = verbs(firm.admin.call);
  const reply = await owner.post('/v1/tasks', { title: secret, note: 'On Friday', dueOn: '2026-11-06', private: true });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  job = reply.body;
  await firm.projected();
});

const mine = () => ({ query: { assigneeId: office.bookkeeper.id } });
const listed = () => ({ query: { quick: 'true', leadId: office.bookkeeper.id } });

describe('a private task', () => {
  test('is done by who keeps it, and stands among their work', async () => {
    expect(job).toMatchObject({ privateTo: office.bookkeeper.id, tasks: [{ assigneeId: office.bookkeeper.id }] });
    expect((await owner.get('/v1/work', mine())).body.items).toMatchObject([{ title: secret, due: '2026-11-06' }]);
    expect((await owner.get('/v1/jobs', listed())).body.items).toMatchObject([{ id: job.id }]);
    const done = await owner.post(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}/complete`);
    expect(done.body.status).toBe('done');
    expect((await checkPartition(firm.memory, `JOB#${job.id}`, undefined)).finding).toBeUndefined();
  });

  test('is there for nobody else, not even an administrator: in no list, no timeline, no event', async () => {
    await owner.patch(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}`, { instructions: 'On Monday' });
    await owner.post(`/v1/jobs/${job.id}/comments`, { text: `${secret}, really` });
    await firm.projected();
    const paths: [string, object?][] = [
      ['/v1/work'],
      ['/v1/work', mine()],
      ['/v1/jobs', { query: { quick: 'true' } }],
      ['/v1/jobs', listed()],
      [`/v1/jobs/${job.id}`],
      [`/v1/jobs/${job.id}/slips`],
      [`/v1/jobs/${job.id}/timeline`],
      [`/v1/jobs/${job.id}/workflow`],
      [`/v1/audit/days/2026-11-02`],
      [`/v1/audit/records/${job.id}`],
      [`/v1/team/${office.bookkeeper.id}/holdings`],
    ];
    for (const [path, sent] of paths) {
      const { body, status } = await admin.get(path, sent);
      expect([200, 404], path).toContain(status);
      expect(JSON.stringify(body), path).not.toMatch(/raise|Monday|Friday/);
    }
    const events = firm.memory.all().filter((item) => isEvent(item) && item.pk === `JOB#${job.id}`);
    expect(events).toHaveLength(3);
    for (const event of events) expect(event.privateTo).toBe(office.bookkeeper.id);
    for (const item of firm.memory.all().filter(({ entity }) => entity === 'revision'))
      expect(item.privateTo).toBe(office.bookkeeper.id);
    expect((await owner.get(`/v1/jobs/${job.id}/timeline`)).body.items).toHaveLength(3);
  });

  test('is changed by nobody else, one by one or many at once', async () => {
    const path = `/v1/jobs/${job.id}`;
    expect(await admin.patch(path, { title: 'Mine' })).toMatchObject({ status: 404 });
    expect(await admin.post(`${path}/cancel`, { reason: 'Because' })).toMatchObject({ status: 404 });
    const { body } = await admin.post('/v1/jobs/bulk', { action: 'cancel', reason: 'Because', ids: [job.id] });
    await worked(firm, body.id);
    const results = (await admin.get(`/v1/batches/${body.id}/results`)).body.items;
    expect(results).toMatchObject([{ outcome: 'refused', label: 'Something that is not there' }]);
    expect((await owner.get(path)).body.status).toBe('ready');
  });

  test('that is changed with many others is not named in what others may read of that', async () => {
    const { body } = await owner.post('/v1/jobs/bulk', { action: 'set-due', dueOn: '2026-11-09', ids: [job.id] });
    await worked(firm, body.id);
    const results = (await admin.get(`/v1/batches/${body.id}/results`)).body.items;
    expect(results).toMatchObject([{ outcome: 'done', label: 'A private task' }]);
  });

  test('takes nobody else in, and no client', async () => {
    const task = `/v1/jobs/${job.id}/tasks/${job.tasks[0].id}`;
    expect(await owner.patch(task, { assigneeId: firm.admin.id })).toMatchObject({ status: 422 });
    expect(await owner.patch(`/v1/jobs/${job.id}`, { watchers: [firm.admin.id] })).toMatchObject({ status: 422 });
    const templateId = await published(firm.admin.call, aSmallTemplate());
    expect((await owner.post(`/v1/jobs/${job.id}/templates`, { templateId })).status).toBe(422);
    const sent = { title: 'Look', private: true };
    expect(await owner.post('/v1/tasks', { ...sent, clientId: office.clientId })).toMatchObject({ status: 400 });
    expect(await owner.post('/v1/tasks', { ...sent, assigneeId: firm.admin.id })).toMatchObject({ status: 422 });
  });

  test('becomes the firm’s when its owner says so; what happened before stays theirs', async () => {
    expect((await owner.patch(`/v1/jobs/${job.id}`, { private: false })).status).toBe(200);
    await firm.projected();
    const { body } = await admin.get(`/v1/jobs/${job.id}`);
    expect(body).toMatchObject({ title: secret });
    expect(body.privateTo).toBeUndefined();
    expect((await admin.get('/v1/work')).body.items).toMatchObject([{ title: secret }]);
    expect((await admin.get(`/v1/jobs/${job.id}/timeline`)).body.items).toHaveLength(1);
    expect((await owner.get(`/v1/jobs/${job.id}/timeline`)).body.items).toHaveLength(2);
  });
});

describe('who leaves', () => {
  const path = () => `/v1/team/${office.bookkeeper.id}/hand-over`;
  const wish = (more: object = {}) => ({ to: office.reviewer.id, ...more });
  async function handedOver(more: object = {}) {
    const preview = (await admin.post(`${path()}/preview`, wish(more))).body;
    const { digest } = preview;
    const begun = await admin.post(path(), { ...wish(more), digest, endAccess: true });
    expect(begun.status, JSON.stringify(begun.body)).toBe(201);
    at('2026-11-02T15:10:00.000Z');
    await worked(firm, begun.body.id);
    await firm.projected();
    return preview;
  }
  const privateOf = ({ items }: Answer) => items.filter(({ label }: Answer) => label === 'A private task');

  test('leaves private tasks behind, of which only the number is told', async () => {
    const preview = await handedOver();
    expect(privateOf(preview)).toHaveLength(1);
    expect(privateOf(preview)[0].stays[0].why).toContain('private');
    expect(JSON.stringify(preview)).not.toContain(secret);
    for (const one of [office.reviewer, firm.admin])
      expect(await verbs(one.call).get(`/v1/jobs/${job.id}`)).toMatchObject({ status: 404 });
  });

  test('or gives them to whom that is said', async () => {
    await handedOver({ roles: { private: office.reviewer.id } });
    const receiver = verbs(office.reviewer.call);
    expect((await receiver.get(`/v1/jobs/${job.id}`)).body).toMatchObject({
      title: secret,
      privateTo: office.reviewer.id,
      tasks: [{ assigneeId: office.reviewer.id }],
    });
    expect((await receiver.get('/v1/work', { query: { assigneeId: office.reviewer.id } })).body.items).toHaveLength(1);
    expect(await admin.get(`/v1/jobs/${job.id}`)).toMatchObject({ status: 404 });
  });
});
