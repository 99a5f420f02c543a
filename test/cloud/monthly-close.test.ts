import { afterAll, beforeAll, expect, test } from 'vitest';
import { closesByHand } from '../support/closes-by-hand.ts';
import { taskOf } from '../support/work.ts';
import { startDemo } from './demo-firm.ts';
import { reader } from './reading.ts';
import { type Answer, inCloud, newDirectory, type Reply, type Running, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;
let clientId: string;
let templateId: string;
let job: Answer;

const as = async (key: string, method: string, path: string, body?: object): Promise<Reply> =>
  cloud.call(method, path, { token: await cloud.token(`${key}@larkfieldrowe.example`), body });
const settled = () => cloud.local('/settled');

async function aClose(of: string): Promise<Answer> {
  const reply = await as('tomas', 'POST', '/v1/jobs', { clientId, templateId, period: { of } });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
}

const onTask = async (key: string, who: string, does: string, body?: object): Promise<Reply> => {
  const task = taskOf(job, key);
  const path = `/v1/jobs/${job.id}/tasks/${task.id}`;
  const reply = does === '' ? await as(who, 'PATCH', path, body) : await as(who, 'POST', `${path}/${does}`, body);
  if (reply.status === 200) job = reply.body;
  return reply;
};

/** By the people that they are for, in their order. */
async function done(keys: readonly string[], who = 'tomas'): Promise<void> {
  for (const key of keys) {
    const reply = await onTask(key, who, 'complete');
    expect(reply.status, `${key}: ${JSON.stringify(reply.body)}`).toBe(200);
  }
}

const daysOf = (keys: readonly string[]) => keys.map((key) => taskOf(job, key).due.on);

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startDemo(directory);
  const firm = reader(cloud, await cloud.token());
  clientId = (await firm.clientOf('1002')).id;
  templateId = (await firm.every('/v1/templates')).find(({ key }) => key === 'monthly-close').id;
  // Whenever this runs is an hour for mail, if it is a working day.
  expect((await as('eleanor', 'PATCH', '/v1/firm', { mailHours: { from: '00:00', to: '24:00' } })).status).toBe(200);
});
afterAll(() => tidy(directory, cloud));

inCloud('a monthly close of the demo firm', () => {
  test.each(Object.entries(closesByHand))(
    'of the month that ends %s has the dates of the calendar on the wall',
    async (end, dates) => {
      const close = await aClose(end);
      const found = Object.fromEntries(Object.keys(dates).map((key) => [key, taskOf(close, key).due.on]));
      expect(found).toEqual(dates);
      expect(close.dueOn).toBe(dates.lock);
    },
  );

  test('moves what comes after a task that was put off, and keeps as history how the dates were', async () => {
    job = await aClose('2026-10-31');
    await settled();
    job = (await as('tomas', 'GET', `/v1/jobs/${job.id}`)).body;
    const follow = ['rec-bank', 'accruals', 'flux', 'review', 'lock'];
    expect(daysOf(follow)).toEqual(['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13']);
    const reason = 'The bank sends nothing before Thursday';
    expect((await onTask('statements', 'tomas', '', { dueOn: '2026-11-12', reason })).status).toBe(200);
    expect(daysOf(follow)).toEqual(['2026-11-12', '2026-11-10', '2026-11-12', '2026-11-12', '2026-11-13']);
    const [{ moved, ...why }] = (await as('tomas', 'GET', `/v1/jobs/${job.id}/slips`)).body.items;
    expect(why.reason).toBe(reason);
    const titles = moved.map(({ taskId, from, to }: Answer) => [
      job.tasks.find(({ id }: Answer) => id === taskId).key,
      from,
      to,
    ]);
    expect(titles).toEqual([
      ['statements', '2026-11-05', '2026-11-12'],
      ['rec-bank', '2026-11-09', '2026-11-12'],
      ['flux', '2026-11-11', '2026-11-12'],
    ]);
  });

  test('cannot be gone on with past its gate, which is named', async () => {
    const refused = await onTask('lock', 'tomas', 'complete');
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toContain('“Review the file”');
    expect(taskOf((await as('tomas', 'GET', `/v1/jobs/${job.id}`)).body, 'lock').status).toBe('open');
  });

  test('is worked through to its end, its machine with it, and the client has its mail', async () => {
    expect((await as('nora', 'POST', `/v1/jobs/${job.id}/facts`, { fact: 'request.statements' })).status).toBe(200);
    job = (await as('tomas', 'GET', `/v1/jobs/${job.id}`)).body;
    await done(['ask', 'feeds', 'statements', 'payroll-journal', 'code', 'ap-ar', 'questions', 'answers']);
    for (const line of [0, 1, 2]) await onTask('rec-bank', 'tomas', 'tick', { line, done: true });
    await done(['rec-bank', 'rec-balance', 'accruals', 'flux']);
    await done(['review'], 'marcus');
    await done(['lock', 'package']);
    await settled();
    const read = async () => (job = (await as('tomas', 'GET', `/v1/jobs/${job.id}`)).body);
    await read();
    expect(taskOf(job, 'send').can.release).toBe(true);
    expect((await onTask('send', 'tomas', 'release')).status).toBe(200);
    await settled();
    // Mail leaves on working days, and this may run on any.
    for (let days = 0; days < 6 && (await read()).status !== 'done'; days++) {
      await cloud.local('/clock', { days: 1 });
      await settled();
    }
    expect(job).toMatchObject({ status: 'done', progress: { done: 16, all: 16 } });
    expect((await as('tomas', 'GET', `/v1/jobs/${job.id}/workflow`)).body).toMatchObject({ state: 'ended' });
    const mailbox = String((await cloud.call('GET', '/local/mail')).body);
    expect(mailbox).toContain('Juniper Street Dental, P.C.: your October figures');
  });

  test('left a chain of events that is intact', async () => {
    const [verdict] = [await as('eleanor', 'POST', '/v1/audit/verify', {})];
    expect(verdict.body).toMatchObject({ verdict: 'intact' });
  });
});
