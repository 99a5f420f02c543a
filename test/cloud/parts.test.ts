import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPdf, saidInParts, sha256Of } from '../support/documents.ts';
import { type Answer, inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;
let admin: string;
let clientId: string;

const reply = (method: string, path: string, body?: object) => cloud.call(method, path, { token: admin, body });
async function call(method: string, path: string, body?: object): Promise<Answer> {
  const { status, body: answer } = await reply(method, path, body);
  if (status >= 300) throw new Error(JSON.stringify(answer));
  return answer;
}

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
  admin = await cloud.token();
  clientId = (await call('POST', '/v1/clients', { name: 'Juniper Street Dental', lifecycle: 'active' })).id;
});
afterAll(() => tidy(directory, cloud));

type Signed = { number: number; method: string; url: string; headers: Record<string, string> };

async function send({ method, url, headers }: Omit<Signed, 'number'>, body: Uint8Array, other: object = {}) {
  const answer = await fetch(url, { method, headers: { ...headers, ...other }, body: Buffer.from(body) });
  return [answer.status, /<Code>(.*?)<\/Code>/.exec(await answer.text())?.[1]];
}

const mega = 1024 ** 2;
const partSize = 16 * mega;
/** A PDF of 101 MB, and what it is in parts; each of another beginning. */
function aLarge(says: string) {
  const bytes = Buffer.alloc(101 * mega, 0x20);
  aPdf(says).copy(bytes);
  const pieces = Array.from({ length: 7 }, (_, i) => bytes.subarray(i * partSize, (i + 1) * partSize));
  return { bytes, pieces, said: saidInParts(`${says}.pdf`, bytes.length, pieces.map(sha256Of)) };
}
type Large = ReturnType<typeof aLarge>;

const begin = ({ said }: Large) => call('POST', `/v1/clients/${clientId}/documents`, said);
const sign = async (id: string, ...numbers: number[]): Promise<Signed[]> =>
  (await call('POST', `/v1/documents/${id}/parts`, { numbers })).parts;
const arrived = async (id: string): Promise<number[]> => (await call('POST', `/v1/documents/${id}/upload`)).arrived;
async function bring(id: string, { pieces }: Large, ...numbers: number[]): Promise<void> {
  for (const part of await sign(id, ...numbers))
    expect(await send(part, pieces[part.number - 1]!)).toEqual([200, undefined]);
}
const complete = (id: string) => reply('POST', `/v1/documents/${id}/complete`);
const digest = (bytes: Uint8Array) => Buffer.from(sha256Of(bytes), 'hex').toString('base64');

inCloud('a file in parts', () => {
  test('is resumed, completed, looked at and released, and comes back byte for byte', async () => {
    const large = aLarge('Scan of the archive');
    const { id } = await begin(large);
    await bring(id, large, 1, 3, 7);
    const again = await begin(large);
    expect(again).toMatchObject({ id, upload: { partSize, count: 7, arrived: [1, 3, 7] } });
    await bring(id, large, 2, 4, 5, 6);
    expect((await complete(id)).status).toBe(200);
    await cloud.local('/settled');
    expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ status: 'released', sha256: large.said.sha256 });
    const { url } = await call('GET', `/v1/documents/${id}/download`);
    const answer = await fetch(url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(large.bytes)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const { body } = await reply('POST', `/v1/clients/${clientId}/documents`, large.said);
    expect(body).toMatchObject({ status: 409, documentId: id });
  });

  test('is nothing to anyone before it is completed, and not when it is given up', async () => {
    const large = aLarge('Given up');
    const { id } = await begin(large);
    await bring(id, large, 1);
    const [late] = await sign(id, 2);
    await cloud.local('/settled');
    expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ status: 'expected' });
    await call('POST', `/v1/documents/${id}/cancel`);
    await cloud.local('/settled');
    expect(await call('GET', `/v1/documents/${id}`)).toMatchObject({ status: 'rejected', why: { code: 'cancelled' } });
    expect(await send(late!, large.pieces[1]!)).toEqual([404, 'NoSuchUpload']);
    expect((await complete(id)).body).toMatchObject({ status: 'rejected' });
  });
});

inCloud('the signed request of a part', () => {
  const refused = [403, 'SignatureDoesNotMatch'];
  const large = aLarge('Tampered with');
  const [first, second] = [large.pieces[0]!, large.pieces[1]!];

  test('takes this part of this file, as it was said, and nothing else', async () => {
    const { id } = await begin(large);
    const [one] = await sign(id, 1);
    expect(await send(one!, Buffer.concat([first, Buffer.from('more')]))).toEqual(refused);
    expect(await send(one!, first.subarray(1))).toEqual(refused);
    expect(await send(one!, second)).toEqual([400, 'BadDigest']);
    expect(await send(one!, second, { 'x-amz-checksum-sha256': digest(second) })).toEqual(refused);
    const as = (from: string | RegExp, to: string) => send({ ...one!, url: one!.url.replace(from, to) }, first);
    expect(await as('partNumber=1', 'partNumber=2')).toEqual(refused);
    expect(await as(/uploadId=[^&]+/, 'uploadId=another')).toEqual(refused);
    expect(await as(/\/documents\/doc_\w/, '/documents/doc_Z')).toEqual(refused);
    expect(await as(/X-Amz-Date=\d{4}/, 'X-Amz-Date=2020')).toEqual([403, 'AccessDenied']);
    expect(await as('X-Amz-Expires=600', 'X-Amz-Expires=6000')).toEqual(refused);
    const completing = { ...one!, method: 'POST', url: one!.url.replace('partNumber=1&', '') };
    expect(await send(completing, Buffer.from('<CompleteMultipartUpload/>'))).toEqual(refused);
    expect(await arrived(id)).toEqual([]);
  });

  test('is of no use for another’s upload, nor after all is completed', async () => {
    const other = aLarge('Of someone else');
    const [{ id }, theirs] = [await begin(large), await begin(other)];
    const [one] = await sign(id, 1);
    const [two] = await sign(theirs.id, 1);
    const [, foreign] = /uploadId=([^&]+)/.exec(two!.url)!;
    expect(await send({ ...one!, url: one!.url.replace(/uploadId=[^&]+/, `uploadId=${foreign}`) }, first)).toEqual(
      refused,
    );
    await bring(id, large, 1, 2, 3, 4, 5, 6, 7);
    await complete(id);
    expect(await send(one!, first)).toEqual([404, 'NoSuchUpload']);
    expect(await arrived(theirs.id)).toEqual([]);
  });
});

inCloud('the completion', () => {
  test('is refused while a part is missing, and happens once', async () => {
    const large = aLarge('Completed once');
    const { id } = await begin(large);
    await bring(id, large, 1, 2, 3, 4, 5, 6);
    const early = await complete(id);
    expect([early.status, early.body.missing]).toEqual([422, [7]]);
    await bring(id, large, 7);
    const both = await Promise.all([complete(id), complete(id)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await complete(id)).status).toBe(200);
    await cloud.local('/settled');
    expect((await complete(id)).body).toEqual({ id, status: 'released' });
  });
});
