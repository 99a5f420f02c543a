import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { AdminDeleteUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventKey } from '../../shared/events/chain.ts';
import type { Item, Key, Write } from '../../shared/table/table.ts';
import { awsOf, tableOf } from './aws.ts';
import { filesWith, guisesOf } from './bytes.ts';
import { type Answer, inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
const taxIds = ['83-1749206', '47-9021538'] as const;
const root = join(import.meta.dirname, '..', '..');
let cloud: Running;
let admin: string;
let halcyon: Answer;

const get = async (path: string): Promise<Answer> => (await cloud.call('GET', path, { token: admin })).body;
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  cloud.call('POST', path, { token: admin, body, headers });
const patch = (path: string, body: object, headers: Record<string, string> = {}) =>
  cloud.call('PATCH', path, { token: admin, body, headers });
const verify = async (): Promise<Answer> => (await post('/v1/audit/verify', {})).body;

/** One of the operator's commands against this cloud. */
async function run(script: string, ...options: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...options], {
    env: { ...process.env, LOCAL_DIRECTORY: directory },
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** Changes the table behind the application's back, looks at the verdict, and puts everything back. */
async function whileAltered(keys: readonly Key[], alter: (items: Item[]) => Write[]): Promise<Answer> {
  const table = tableOf(cloud);
  const items = await table.getMany(keys, { strong: true });
  await table.write(alter(items));
  try {
    return await verify();
  } finally {
    await table.write(items.map((put) => ({ put, if: 'always' })));
    table.close();
  }
}

async function seals() {
  const s3 = new S3Client({ ...awsOf(cloud), forcePathStyle: true });
  const Bucket = cloud.environment.SEALS!;
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  return { s3, Bucket, Versions };
}

async function aDayLater(): Promise<void> {
  await cloud.local('/clock', { days: 1 });
  await cloud.local('/schedules/hourlyseal/run');
  admin = await cloud.token();
}

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
});
afterAll(() => tidy(directory, cloud));

inCloud('a client, from the first call on', () => {
  test('is added once, however often the call is repeated', async () => {
    const body = { name: 'Halcyon Orthotics, LLC', kind: 'partnership', number: '1009', taxId: taxIds[0] };
    const replies = [];
    for (let i = 0; i < 3; i++) replies.push(await post('/v1/clients', body, { 'idempotency-key': 'halcyon' }));
    const together = await Promise.all(
      Array.from({ length: 5 }, () =>
        post('/v1/clients', { name: 'Verity Home Care, LLC' }, { 'idempotency-key': 'v' }),
      ),
    );
    halcyon = replies[0]!.body;
    for (const reply of replies) expect(reply).toMatchObject({ status: 201, body: halcyon });
    expect(replies[2]!.headers.get('idempotency-replayed')).toBe('true');
    for (const reply of together) expect(reply).toMatchObject({ status: 201, body: { id: together[0]!.body.id } });
    expect((await get('/v1/clients')).items).toHaveLength(2);
    const other = await post('/v1/clients', { ...body, name: 'Other' }, { 'idempotency-key': 'halcyon' });
    expect(other.status).toBe(422);
  });

  test('a change of what was changed meanwhile is stale, while ten people add to it at once', async () => {
    const path = `/v1/clients/${halcyon.id}`;
    const changing = async () => ({
      first: await patch(path, { lifecycle: 'active' }, { 'if-match': '"1"' }),
      second: await patch(path, { lifecycle: 'inactive' }, { 'if-match': '"1"' }),
    });
    const [changes, ...added] = await Promise.all([
      changing(),
      ...Array.from({ length: 10 }, (_, i) =>
        i % 2
          ? post(`${path}/notes`, { text: `Noted by person ${i}` })
          : post(`${path}/contacts`, { name: `Person ${i}`, mail: `person${i}@halcyon.example` }),
      ),
    ]);
    expect(added.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(changes.first).toMatchObject({ status: 200, body: { version: 2, lifecycle: 'active' } });
    expect(changes.second).toMatchObject({ status: 412, body: { type: '/problems/stale' } });
    expect((await get(`${path}/contacts`)).items).toHaveLength(5);
    expect((await get(`${path}/notes`)).items).toHaveLength(5);
    expect(await get(path)).toMatchObject({ version: 2, lifecycle: 'active' });
  });

  test('has a history that tells each change, before and after', async () => {
    await patch(`/v1/clients/${halcyon.id}`, { tags: ['healthcare'], taxId: taxIds[1] });
    await cloud.local('/settled');
    const { items } = await get(`/v1/clients/${halcyon.id}/timeline?limit=100`);
    expect(items[0]).toMatchObject({
      type: 'client.updated',
      actor: { name: 'Eleanor' },
      changes: { CLIENT: { tags: [[], ['healthcare']] } },
    });
    const states = items.flatMap(({ changes }: Answer) =>
      changes.CLIENT?.lifecycle ? [changes.CLIENT.lifecycle] : [],
    );
    expect(states).toContainEqual(['prospect', 'active']);
    expect(items.at(-1)).toMatchObject({ type: 'client.opened' });
    expect(items.filter(({ type }: Answer) => type === 'contact.added')).toHaveLength(5);
  });

  test('shows a sensitive value to who asks for it, and nothing else does', async () => {
    const shown = await post(`/v1/clients/${halcyon.id}/reveal`, { field: 'taxId' });
    expect(shown.body).toEqual({ field: 'taxId', value: taxIds[1] });
    expect(await get(`/v1/clients/${halcyon.id}`)).toMatchObject({ taxId: '•••••1538' });
    await cloud.local('/settled');
    // Also what stands in a database's write-ahead log, and what is written as it closes.
    for (const close of [async () => {}, () => cloud.stop()]) {
      await close();
      expect(filesWith(directory, guisesOf('Halcyon Orthotics')).length).toBeGreaterThan(0);
      for (const taxId of taxIds) {
        expect(filesWith(directory, guisesOf(taxId)), taxId).toEqual([]);
        expect(filesWith(directory, guisesOf(taxId.replace('-', ''))), taxId).toEqual([]);
      }
    }
  });

  test('is there after a restart, as everything else', async () => {
    await cloud.stop();
    cloud = await startLocal(directory);
    admin = await cloud.token();
    const path = `/v1/clients/${halcyon.id}`;
    expect(await get(path)).toMatchObject({ name: halcyon.name, version: 3, tags: ['healthcare'] });
    expect((await get(`${path}/notes`)).items).toHaveLength(5);
    expect((await get('/v1/clients')).items).toHaveLength(2);
    expect((await get('/v1/search?q=halcyon')).items.map(({ id }: Answer) => id)).toContain(halcyon.id);
    expect((await cloud.call('GET', '/local/mail.json')).body.items).toHaveLength(1);
    const shown = await post(`${path}/reveal`, { field: 'taxId' });
    expect(shown.body.value).toBe(taxIds[1]);
  });

  test('has templates beside it, from the library that is deployed with the function', async () => {
    const { items } = await get('/v1/templates/library');
    expect(items).toHaveLength(10);
    const { body } = await post('/v1/templates', { from: 'library', key: 'monthly-close' });
    expect(await post(`/v1/templates/${body.id}/publish`, {})).toMatchObject({ status: 200, body: { published: 1 } });
  });
});

inCloud('what is done behind the application’s back', () => {
  const chain = () => `CLIENT#${halcyon.id}`;

  test('is nothing so far', async () => {
    expect(await verify()).toMatchObject({ verdict: 'intact' });
    expect(await run('audit-verify.ts')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Intact: \d+ events in \d+ chains .* no seal was written yet/),
    });
  });

  test('is named: a record altered', async () => {
    const verdict = await whileAltered([{ pk: chain(), sk: 'CLIENT' }], ([client]) => [
      { put: { ...client!, name: 'Someone else' }, if: 'always' },
    ]);
    expect(verdict).toMatchObject({
      verdict: 'broken',
      finding: { chain: chain(), what: 'record altered', record: 'CLIENT' },
    });
  });

  test('is named: an event altered, an event removed', async () => {
    const third = eventKey(chain(), 3);
    const altered = await whileAltered([third], ([event]) => [{ put: { ...event!, actor: 'mem_0' }, if: 'always' }]);
    expect(altered.finding).toMatchObject({ chain: chain(), what: 'event altered', seq: 3 });
    const removed = await whileAltered([third], () => [{ remove: third, if: 'always' }]);
    expect(removed.finding).toMatchObject({ chain: chain(), what: 'event removed', seq: 3 });
    expect(await verify()).toMatchObject({ verdict: 'intact' });
  });

  test('is named once sealed: an end cut off, with the record as it was before', async () => {
    const table = tableOf(cloud);
    const key = { pk: chain(), sk: 'CLIENT' };
    const before = await table.get(key, { strong: true });
    await patch(`/v1/clients/${halcyon.id}`, { lifecycle: 'inactive' });
    const { items } = await table.query({ pk: chain(), range: { prefix: '~EVENT#' }, newestFirst: true, limit: 1 });
    table.close();
    const seq = items[0]!.seq as number;
    const last = eventKey(chain(), seq);
    await aDayLater();
    const verdict = await whileAltered([key, last], () => [
      { put: before!, if: 'always' },
      { remove: last, if: 'always' },
    ]);
    expect(verdict.finding).toMatchObject({ chain: chain(), what: 'event removed', seq });
    expect(await verify()).toMatchObject({ verdict: 'intact', sealedThrough: expect.any(String) });
  });

  test('is one sentence and an exit code of the operator’s command', async () => {
    const table = tableOf(cloud);
    const second = eventKey(chain(), 2);
    const event = await table.get(second, { strong: true });
    await table.write([{ remove: second, if: 'always' }]);
    const broken = await run('audit-verify.ts');
    await table.write([{ put: event!, if: 'always' }]);
    table.close();
    expect(broken.code).toBe(1);
    expect(broken.said).toBe(`Broken: event removed in ${chain()}, event 2. Event 2 is missing.\n`);
    expect(await run('audit-verify.ts', '--url', cloud.url, '--token', admin)).toMatchObject({
      code: 0,
      said: expect.stringContaining('secured by'),
    });
    expect((await run('audit-verify.ts', '--url', cloud.url, '--token', 'garbage')).code).toBe(2);
    expect((await run('audit-verify.ts', '--url', cloud.url)).code).toBe(2);
  });

  test('cannot be done to a seal: it is locked, and its workflow is shown', async () => {
    const { s3, Bucket, Versions } = await seals();
    expect(Versions.length).toBeGreaterThan(0);
    const { Key, VersionId } = Versions[0]!;
    const removing = s3.send(new DeleteObjectCommand({ Bucket, Key: Key!, VersionId: VersionId! }));
    await expect(removing).rejects.toMatchObject({ name: 'AccessDenied' });
    s3.destroy();
    const page = await cloud.call('GET', '/local/workflows');
    expect(page.body).toMatch(/Firmament-seal[\s\S]*succeeded/);
    const [, place = ''] = /href="(\/local\/workflows\/[^"]+)"/.exec(page.body) ?? [];
    expect((await cloud.call('GET', place)).body).toContain('ExecutionSucceeded');
  });
});

inCloud('the operator’s other commands', () => {
  test('rebuild the read models', async () => {
    const table = tableOf(cloud);
    const key = { pk: 'SEARCH#ha', sk: `halcyon#${halcyon.id}` };
    await table.write([{ remove: key, if: 'present' }]);
    expect((await get('/v1/search?q=halcyon%20ortho')).items).toEqual([]);
    expect(await run('rebuild.ts')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Rebuilt .* projected\.\n$/),
    });
    expect((await get('/v1/search?q=halcyon%20ortho')).items).toMatchObject([{ id: halcyon.id }]);
    table.close();
  });

  test('redeliver events: what was done is not done again, what got lost is made good', async () => {
    const invitations = async () => (await cloud.call('GET', '/local/mail.json?search=invitation')).body.items.length;
    const redeliver = async () => {
      const since = new Date(Date.now() - 86_400_000).toISOString();
      const done = await run('redeliver.ts', '--since', since, '--type', 'member.');
      await cloud.local('/settled');
      return { ...done, since };
    };
    const before = await invitations();
    const { code, said, since } = await redeliver();
    expect({ code, said }).toEqual({
      code: 0,
      said: `1 events since ${since} published to ${cloud.environment.BUS}.\n`,
    });
    expect(await invitations()).toBe(before);

    const cognito = new CognitoIdentityProviderClient(awsOf(cloud));
    const { member } = await get('/v1/me');
    const account = { UserPoolId: cloud.environment.USER_POOL!, Username: member.id };
    await cognito.send(new AdminDeleteUserCommand(account));
    cognito.destroy();
    await redeliver();
    expect(await invitations()).toBe(before + 1);
    expect((await run('redeliver.ts')).code).toBe(1);
  });
});
