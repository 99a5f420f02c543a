import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOfFile, fileOf } from '../support/imports.ts';
import { type Answer, inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;
let admin: string;

const call = async (method: string, path: string, body?: object): Promise<Answer> => {
  const reply = await cloud.call(method, path, { token: admin, body });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
  return reply.body;
};
const file = fileOf(bytesOfFile('quickbooks-online-customers.csv'), 'Customer Contact List.csv');
const clients = async (): Promise<Answer[]> => (await call('GET', '/v1/clients?limit=100')).items;

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
});
afterAll(() => tidy(directory, cloud));

inCloud('a customer list of QuickBooks Online', () => {
  test('is imported to its end though the process died on the way', async () => {
    const started = await call('POST', '/v1/imports/clients', { file, dryRun: false });
    await cloud.kill();
    cloud = await startLocal(directory, '--empty');
    admin = await cloud.token();
    await cloud.local('/settled');
    await cloud.local('/clock', { minutes: 1 });
    await cloud.local('/settled');
    admin = await cloud.token();
    expect(await call('GET', `/v1/imports/${started.import.id}`)).toMatchObject({
      rows: 78,
      progress: { status: 'done', done: 78, counts: { created: 75, unchanged: 1, refused: 2 } },
    });
    expect(await clients()).toHaveLength(75);
  });

  test('is imported again with the same result', async () => {
    const before = await clients();
    expect((await call('POST', '/v1/imports/clients', { file, dryRun: true })).counts).toMatchObject({
      unchanged: 76,
      refused: 2,
    });
    const { import: again } = await call('POST', '/v1/imports/clients', { file, dryRun: false });
    await cloud.local('/settled');
    expect((await call('GET', `/v1/imports/${again.id}`)).progress).toMatchObject({
      status: 'done',
      counts: { unchanged: 76, refused: 2 },
    });
    expect(await clients()).toEqual(before);
  });
});
