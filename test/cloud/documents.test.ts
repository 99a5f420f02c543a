import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPdf, eicar, saidOf, sha256Of } from '../support/documents.ts';
import { eventually } from '../support/eventually.ts';
import { type Answer, inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;
let admin: string;
let clientId: string;

const call = async (method: string, path: string, body?: object): Promise<Answer> => {
  const reply = await cloud.call(method, path, { token: admin, body });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
  return reply.body;
};

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
  clientId = (await call('POST', '/v1/clients', { name: 'Juniper Street Dental', lifecycle: 'active' })).id;
});
afterAll(() => tidy(directory, cloud));

type Upload = { method: string; url: string; headers: Record<string, string> };

async function send({ method, url, headers }: Upload, body: Uint8Array, other: Record<string, string> = {}) {
  const answer = await fetch(url, { method, headers: { ...headers, ...other }, body: Buffer.from(body) });
  return [answer.status, /<Code>(.*?)<\/Code>/.exec(await answer.text())?.[1]];
}

const expected = (name: string, bytes: Uint8Array, more: object = {}): Promise<Answer> =>
  call('POST', `/v1/clients/${clientId}/documents`, saidOf(name, bytes, more));

/** Uploads a file by the instructions and waits until intake is through with it. */
async function uploaded(name: string, bytes: Uint8Array): Promise<Answer> {
  const { id, upload } = await expected(name, bytes);
  expect(await send(upload, bytes)).toEqual([200, undefined]);
  await cloud.local('/settled');
  return call('GET', `/v1/documents/${id}`);
}

inCloud('a file that is uploaded', () => {
  test('is looked at, released, and comes back byte for byte as an attachment with its name', async () => {
    const bytes = aPdf('Kontoauszug');
    const { id, status } = await uploaded('Kontoauszug März “2026”.pdf', bytes);
    expect(status).toBe('released');
    const { url } = await call('GET', `/v1/documents/${id}/download`);
    const answer = await fetch(url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="Kontoauszug Ma_rz _2026_.pdf"; filename*=UTF-8\'\'Kontoauszug%20M%C3%A4rz%20%E2%80%9C2026%E2%80%9D.pdf',
    );
    expect(answer.headers.get('etag')).not.toBeNull();
  });

  test('is turned away with a reason where malware is in it, or it is not what it says', async () => {
    const infected = await uploaded('notes.txt', Buffer.from(eicar));
    expect(infected).toMatchObject({ status: 'rejected', why: { code: 'malware' } });
    const lying = await uploaded('photo.png', aPdf());
    expect(lying).toMatchObject({ status: 'rejected', why: { code: 'not-its-type' } });
    expect((await cloud.call('GET', `/v1/documents/${lying.id}/download`, { token: admin })).status).toBe(422);
  });

  test('with a password waits for a person, who lets it through', async () => {
    const { id, status } = await uploaded('locked.pdf', aPdf('Locked', '/Encrypt 5 0 R'));
    expect(status).toBe('held');
    await call('POST', `/v1/documents/${id}/release`, { reason: 'From the bank, the client told us the password' });
    await cloud.local('/settled');
    expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ status: 'released' });
  });
});

inCloud('the signed request of an upload', () => {
  const bytes = aPdf();
  const refused = [403, 'SignatureDoesNotMatch'];

  test('takes what was said of the file and nothing else', async () => {
    const { upload } = await expected('statement.pdf', bytes);
    const other = Buffer.concat([bytes, Buffer.from('more')]);
    expect(await send(upload, other)).toEqual(refused);
    expect(await send(upload, bytes, { 'content-type': 'text/html' })).toEqual(refused);
    const checksum = Buffer.from(sha256Of('other'), 'hex').toString('base64');
    expect(await send(upload, bytes, { 'x-amz-checksum-sha256': checksum })).toEqual(refused);
    const changed = Buffer.from(bytes);
    changed[changed.length - 3] = 0x21;
    expect(await send(upload, changed)).toEqual([400, 'BadDigest']);
    const elsewhere = { ...upload, url: upload.url.replace(/\/documents\/doc_\w/, '/documents/doc_Z') };
    expect(await send(elsewhere, bytes)).toEqual(refused);
    const older = { ...upload, url: upload.url.replace(/X-Amz-Date=\d{4}/, 'X-Amz-Date=2020') };
    expect(await send(older, bytes)).toEqual([403, 'AccessDenied']);
    const longer = { ...upload, url: upload.url.replace('X-Amz-Expires=600', 'X-Amz-Expires=6000') };
    expect(await send(longer, bytes)).toEqual(refused);
  });

  test('works once: not while the file is looked at, and not after it was taken away from quarantine', async () => {
    const { id, upload } = await expected('once.pdf', bytes);
    expect(await send(upload, bytes)).toEqual([200, undefined]);
    expect(await send(upload, bytes)).toEqual([412, 'PreconditionFailed']);
    await cloud.local('/settled');
    expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ status: 'released' });
    expect(await send(upload, bytes)).toEqual([412, 'PreconditionFailed']);
  });

  test('is for pages of any origin, since nothing but its signature lets them in', async () => {
    const { upload } = await expected('from-a-page.pdf', aPdf('From a page'));
    const asked = {
      origin: 'https://portal.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,if-none-match,x-amz-checksum-sha256',
    };
    const answer = await fetch(upload.url, { method: 'OPTIONS', headers: asked });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });
});

inCloud('the files of a client who is erased', () => {
  test('are gone, also for who was given a link a moment before', async () => {
    const { id } = await uploaded('last.pdf', aPdf('Last'));
    const { url } = await call('GET', `/v1/documents/${id}/download`);
    expect((await fetch(url)).status).toBe(200);
    await call('PATCH', `/v1/clients/${clientId}`, { lifecycle: 'archived' });
    await call('POST', `/v1/clients/${clientId}/erase`);
    await eventually(async () => expect((await fetch(url)).status).toBe(404));
    expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ name: 'Erased.pdf' });
    expect(await call('POST', '/v1/audit/verify', {})).toMatchObject({ verdict: 'intact' });
  });
});
