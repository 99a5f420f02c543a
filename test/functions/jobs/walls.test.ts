import { beforeAll, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import { aJob, aSmallTemplate, taskOf } from '../../support/work.ts';
import { published } from '../../support/templates.ts';

const review = { key: 'review', title: 'Look it over', review: { of: 'first' }, due: 'job.start +1 bizday' };
const first = { key: 'first', title: 'Prepare', due: 'job.start +2 bizday' };
const template = aSmallTemplate({ sections: [{ name: 'Work', tasks: [first, review] }] });

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let templateId: string;
let hidden: { clientId: string; job: Answer };
let seen: { clientId: string; job: Answer };
let walled: { id: string; call: Call };

beforeAll(async () => {
  at('2026-11-02T16:00:00Z');
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  templateId = await published(firm.admin.call, template);
  const made = async (name: string) => {
    const { id: clientId } = await aClient(firm.admin.call, { name });
    const job = await aJob(firm.admin.call, { clientId, templateId });
    const task = `/v1/jobs/${job.id}/tasks/${taskOf(job, 'first').id}`;
    await admin.post(`/v1/jobs/${job.id}/comments`, { text: `About ${name}` });
    await admin.patch(task, { dueOn: '2026-12-01', reason: name });
    return { clientId, job };
  };
  hidden = await made('Quandt Aviation');
  seen = await made('Juniper Street Dental');
  walled = await firm.member('admin', { scope: { except: [hidden.clientId] } });
  await firm.projected();
});

const lists: [string, () => [string, Record<string, string>]][] = [
  ['what is due', () => ['/v1/work', {}]],
  ['what nobody has yet', () => ['/v1/work', { unassigned: 'true' }]],
  ['what can be reviewed', () => ['/v1/work/reviews', {}]],
  ['jobs', () => ['/v1/jobs', {}]],
  ['jobs of one state', () => ['/v1/jobs', { status: 'ready' }]],
  ['a season', () => ['/v1/jobs/season', { templateId, period: '2026' }]],
  ['a grid', () => ['/v1/jobs/grid', { templateId, year: '2026' }]],
];

describe('a wall around a client', () => {
  test.each(lists)('hides its jobs in the list of %s', async (_, of) => {
    const [path, query] = of();
    const theirs = (items: Answer[]) => items.map(({ jobId, id }) => jobId ?? id);
    const open = (await admin.get(path, { query })).body.items;
    expect(theirs(open)).toEqual(expect.arrayContaining([hidden.job.id, seen.job.id]));
    const reply = await walled.call('GET', path, { query });
    expect(new Set(theirs(reply.body.items))).toEqual(new Set([seen.job.id]));
    expect(JSON.stringify(reply.body)).not.toContain('Quandt');
  });

  test('hides its jobs by id, with their history and whatever could be done to them', async () => {
    const path = `/v1/jobs/${hidden.job.id}`;
    const task = `${path}/tasks/${taskOf(hidden.job, 'first').id}`;
    const { get, post, patch } = verbs(walled.call);
    const replies = await Promise.all([
      get(path),
      get(`${path}/slips`),
      get('/v1/jobs', { query: { clientId: hidden.clientId } }),
      get(`/v1/clients/${hidden.clientId}/timeline`),
      get(`/v1/audit/records/${hidden.job.id}`),
      post('/v1/jobs', { clientId: hidden.clientId, title: 'Mine' }),
      post(`${path}/comments`, { text: 'Hello' }),
      post(`${task}/complete`, {}),
      post(`${task}/notes`, { text: 'Hello' }),
      patch(task, { title: 'Mine' }),
    ]);
    expect(new Set(statusesOf(replies))).toEqual(new Set([404]));
    expect(JSON.stringify(replies)).not.toContain('Quandt');
    const day = await get('/v1/audit/days/2026-11-02', { query: { limit: '100' } });
    expect(JSON.stringify(day.body)).not.toContain(hidden.job.id);
    const timeline = await admin.get(`/v1/clients/${hidden.clientId}/timeline`);
    expect(JSON.stringify(timeline.body)).toContain('job.created');
  });

  test.each([
    ['a lead', () => ['PATCH', '', { leadId: walled.id }, 'body.leadId']],
    [
      'someone with a role',
      () => ['PATCH', '', { people: [{ role: 'doer', memberId: walled.id }] }, 'body.people.0.memberId'],
    ],
    ['a watcher', () => ['PATCH', '', { watchers: [walled.id] }, 'body.watchers.0']],
    ['someone mentioned', () => ['POST', '/comments', { text: 'See', mentions: [walled.id] }, 'body.mentions.0']],
    ['whoever does a task', () => ['POST', '/tasks', { title: 'New', assigneeId: walled.id }, 'body.assigneeId']],
  ] as [string, () => [string, string, object, string]][])('is not crossed by %s', async (_, of) => {
    const [method, path, body, place] = of();
    const refused = await firm.admin.call(method, `/v1/jobs/${hidden.job.id}${path}`, { body });
    expect(refused).toMatchObject({ status: 400, body: { issues: [{ path: place }] } });
    const allowed = await firm.admin.call(method, `/v1/jobs/${seen.job.id}${path}`, { body });
    expect(allowed.status, JSON.stringify(allowed.body)).toBeLessThan(300);
  });

  test('does not keep whoever sees only some clients from the firm’s own work', async () => {
    const guest = await firm.member('member', { scope: { only: [seen.clientId] } });
    const tasks = [{ title: 'Order paper', assigneeId: guest.id }];
    const own = await admin.post('/v1/jobs', { title: 'Office', leadId: guest.id, tasks });
    expect(own.status, JSON.stringify(own.body)).toBe(201);
    expect((await guest.call('GET', `/v1/jobs/${own.body.id}`)).status).toBe(200);
  });
});
