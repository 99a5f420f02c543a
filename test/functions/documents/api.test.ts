import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { documents } from '../../../functions/documents/store.ts';
import { disposition } from '../../../functions/documents/uploads.ts';
import type { Event } from '../../../shared/events/chain.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { aDocument, anExpected, aPdf, saidOf } from '../../support/documents.ts';

let firm: FirmUnderTest;
let call: Call;
let clientId: string;
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z'), toFake: ['Date'] });
  firm = await aFirm();
  call = firm.admin.call;
  clientId = (await aClient(call)).id;
});
afterEach(() => vi.useRealTimers());

const ask = (said: object) => call('POST', `/v1/clients/${clientId}/documents`, { body: said });
const said = saidOf('statement.pdf', aPdf());

/** A document that intake has released. */
const aReleased = () => aDocument(firm, clientId);

const readings = async (id: string): Promise<string[]> => {
  const { items } = await firm.memory.query({ pk: documents.key(id).pk, range: firm.eventRange });
  return (items as unknown as Event[])
    .filter(({ type }) => type === 'document.downloaded' || type === 'document.viewed')
    .map(({ type, actor }) => `${type.slice(9)} by ${actor === firm.admin.id ? 'admin' : 'another'}`);
};

describe('a file that may come', () => {
  test('is answered with the request that brings it, and never with its key', async () => {
    const { status, body, headers } = await ask(said);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'statement.pdf',
      type: 'application/pdf',
      status: 'expected',
      visibility: 'firm',
    });
    expect(body).not.toHaveProperty('key');
    expect(body.upload).toMatchObject({ method: 'PUT', expiresAt: '2026-03-02T10:10:00.000Z' });
    expect(body.upload.url).toMatch(/\/documents\/doc_\w{26}\/[0-9a-f]{48}\?/);
    expect(body.upload.url).not.toContain('statement');
    expect(headers.location).toBe(`/v1/documents/${body.id}`);
  });

  test.each([
    ['a type that is not taken', { ...said, name: 'setup.exe' }, 400],
    ['a type that its name is not', { ...said, type: 'text/html' }, 400],
    ['nothing in it', { ...said, size: 0 }, 400],
    ['more than 5 GB', { ...said, size: 5 * 1024 ** 3 + 1 }, 413],
    ['no checksum', { ...said, sha256: 'abc' }, 400],
    ['a path for a name', { ...said, name: '../../etc/passwd.pdf' }, 400],
    ['a line break in its name', { ...said, name: 'a\r\nb.pdf' }, 400],
  ])('is refused where it has %s', async (_, body, status) => {
    expect((await ask(body)).status).toBe(status);
  });

  test('may be asked for again until it has come', async () => {
    const { id } = await anExpected(call, clientId);
    expect((await call('POST', `/v1/documents/${id}/upload`)).body).toMatchObject({ method: 'PUT' });
    const released = await aReleased();
    expect((await call('POST', `/v1/documents/${released}/upload`)).status).toBe(422);
  });

  test('stands in the lists of its client and of its job', async () => {
    const { body: job } = await call('POST', '/v1/jobs', { body: { clientId, title: 'Monthly books' } });
    const { body } = await call('POST', `/v1/jobs/${job.id}/documents`, { body: said });
    const other = await anExpected(call, clientId, { ...said, name: 'other.pdf' });
    const names = async (path: string) => (await call('GET', path)).body.items.map((one: Answer) => one.id);
    expect(await names(`/v1/jobs/${job.id}/documents`)).toEqual([body.id]);
    expect(await names(`/v1/clients/${clientId}/documents`)).toEqual([other.id, body.id]);
  });
});

describe('reading a file', () => {
  test('is refused before it is released', async () => {
    const { id } = await anExpected(call, clientId);
    const reply = await call('GET', `/v1/documents/${id}/download`);
    expect([reply.status, reply.body.detail]).toEqual([422, 'statement.pdf cannot be read: it is expected']);
  });

  test('is told once for each person and sitting, downloads apart from looks', async () => {
    const id = await aReleased();
    const guest = await firm.member('guest');
    const read = async (by: Call, to = 'download') => {
      const reply = await by('GET', `/v1/documents/${id}/download`, { query: { to } });
      expect(reply.status).toBe(200);
    };
    for (let n = 0; n < 3; n++) await read(call);
    await Promise.all([read(guest.call), read(guest.call)]);
    await read(call, 'view');
    expect(await readings(id)).toEqual(['downloaded by admin', 'downloaded by another', 'viewed by admin']);
    vi.setSystemTime(Date.now() + 31 * 60_000);
    await read(call);
    expect(await readings(id)).toHaveLength(4);
  });

  test('is for who may see the client', async () => {
    const id = await aReleased();
    const walled = await firm.member('member', { scope: { except: [clientId] } });
    for (const path of [`/v1/documents/${id}`, `/v1/documents/${id}/download`, `/v1/clients/${clientId}/documents`])
      expect((await walled.call('GET', path)).status).toBe(404);
  });
});

describe('the name of a file in its download', () => {
  test.each([
    ['a.pdf', 'attachment; filename="a.pdf"; filename*=UTF-8\'\'a.pdf'],
    ['Größe "1".pdf', 'attachment; filename="Gro__e _1_.pdf"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe%20%221%22.pdf'],
    ["it's (new)*.pdf", "attachment; filename=\"it's (new)*.pdf\"; filename*=UTF-8''it%27s%20%28new%29%2A.pdf"],
  ])('%s', (name, header) => {
    expect(disposition(name)).toBe(header);
  });
});
