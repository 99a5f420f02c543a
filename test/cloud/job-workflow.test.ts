import { afterAll, beforeAll, expect, test } from 'vitest';
import { published } from '../support/templates.ts';
import { aSmallTemplate, taskOf } from '../support/work.ts';
import type { Call } from '../support/call.ts';
import { allItems, tableOf } from './aws.ts';
import { type Answer, inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

/** The schedules of the days that pass are fired one by one. */
const directory = newDirectory();
let cloud: Running;
let admin: string;
let jobId: string;

const call = async (method: string, path: string, body?: object): Promise<Answer> => {
  const reply = await cloud.call(method, path, { token: admin, body });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
  return reply.body;
};
/** As tests without a cloud call. */
const asAdmin: Call = async (method, path, { body, query } = {}) => {
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  const reply = await cloud.call(method, `${path}${search}`, { token: admin, body });
  return { ...reply, headers: Object.fromEntries(reply.headers) };
};
const job = () => call('GET', `/v1/jobs/${jobId}`);
const workflow = () => call('GET', `/v1/jobs/${jobId}/workflow`);
const act = async (key: string, does: string) =>
  call('POST', `/v1/jobs/${jobId}/tasks/${taskOf(await job(), key).id}/${does}`);
const statusOf = async (key: string): Promise<string> => taskOf(await job(), key).status;
const settled = () => cloud.local('/settled');

async function restarted(): Promise<void> {
  await cloud.kill();
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
}

async function someDaysLater(): Promise<void> {
  await cloud.local('/clock', { days: 4 });
  admin = await cloud.token();
  await settled();
}

/** Everything that tells of the job, from the table itself. */
async function itemsOf(entity: string): Promise<Answer[]> {
  const table = tableOf(cloud);
  const items = await allItems(table.sweep);
  table.close();
  return items.filter((item) => item.entity === entity && (item.pk === `JOB#${jobId}` || entity === 'mail'));
}

const content = aSmallTemplate({
  title: 'Close of {period, MMMM yyyy}',
  period: 'month',
  sections: [
    {
      name: 'Work',
      tasks: [
        { key: 'begin', title: 'Note that it began', auto: 'set-field', setsField: 'job.begun', value: true },
        { key: 'books', title: 'Do the books', role: 'doer', after: ['begin'], due: 'job.start +5 bizday' },
        {
          key: 'send',
          title: 'Send the package',
          role: 'doer',
          auto: 'send-mail',
          mail: 'close-package',
          after: ['books'],
        },
        { key: 'tag', title: 'Tag the client', auto: 'set-tag', tag: 'closed', after: ['send'] },
        { key: 'last', title: 'Put it away', role: 'doer', after: ['tag'] },
      ],
    },
  ],
});

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
});
afterAll(() => tidy(directory, cloud));

inCloud('a job with steps that run by themselves', () => {
  test('begins with its execution, which can be seen, and runs what can be run', async () => {
    const { member: me } = await call('GET', '/v1/me');
    const lead = { roles: [{ role: 'lead', memberId: me.id }], responsible: me.id };
    const { id: clientId } = await call('POST', '/v1/clients', { name: 'Halcyon Orthotics, LLC', ...lead });
    const person = { name: 'Odile Marchetti', mail: 'odile@halcyon.example', notify: true };
    await call('POST', `/v1/clients/${clientId}/contacts`, person);
    await call('POST', '/v1/firm/go-live');
    // Whenever this runs is an hour for mail.
    await call('PATCH', '/v1/firm', { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } });
    const templateId = await published(asAdmin, content);
    const made = await call('POST', '/v1/jobs', { clientId, templateId, period: { of: '2026-10-31' } });
    jobId = made.id;
    await settled();
    expect(await statusOf('begin')).toBe('done');
    expect(await workflow()).toMatchObject({
      state: 'waiting',
      execution: `${jobId}-1`,
      waitingFor: ['“Do the books”'],
      failed: [],
    });
    const page = String((await cloud.call('GET', '/local/workflows')).body);
    expect(page).toContain(`${jobId}-1`);
  });

  test('is woken by what people do, and sends its mail', async () => {
    await act('books', 'complete');
    await settled();
    expect(await statusOf('send')).toBe('done');
    expect(await statusOf('tag')).toBe('done');
    const mailbox = String((await cloud.call('GET', '/local/mail')).body);
    expect(mailbox).toContain('Halcyon Orthotics, LLC: your October figures');
  });

  test('is woken by the clock, and reminds', async () => {
    const before = await workflow();
    const { id } = taskOf(await job(), 'last');
    await call('PATCH', `/v1/jobs/${jobId}/tasks/${id}`, { dueOn: before.since.slice(0, 10) });
    await settled();
    await someDaysLater();
    const told = (await itemsOf('event')).find(({ type }) => type === 'job.reminded');
    expect(told).toBeDefined();
    expect((await workflow()).wakesAt > told.at).toBe(true);
  });

  test('loses nothing when everything dies in the middle, and does nothing twice', async () => {
    await act('send', 'reopen');
    await cloud.kill();
    cloud = await startLocal(directory, '--empty');
    admin = await cloud.token();
    await settled();
    expect(await statusOf('send')).toBe('done');
    expect(await itemsOf('mail').then((all) => all.filter(({ contactId }) => contactId))).toHaveLength(2);
    await act('tag', 'reopen');
    await restarted();
    await settled();
    expect(await statusOf('tag')).toBe('done');
    expect(await call('POST', '/v1/audit/verify', {})).toMatchObject({ verdict: 'intact' });
  });

  test('is looked after once an hour', async () => {
    await cloud.local('/schedules/hourlyreconcile/run');
    await settled();
    expect(await workflow()).toMatchObject({ state: 'waiting', execution: `${jobId}-1` });
  });

  test('ends with its execution', async () => {
    await act('last', 'complete');
    await settled();
    expect((await job()).status).toBe('done');
    expect(await workflow()).toMatchObject({ state: 'ended' });
    const [record] = await itemsOf('workflow');
    expect(record).toMatchObject({ state: 'ended', run: 1 });
  });
});
