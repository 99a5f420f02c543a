import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';

let firm: FirmUnderTest;
let nora: { id: string; call: Call };
let tomas: { id: string; call: Call };
beforeEach(async () => {
  firm = await aFirm();
  nora = await firm.member('member');
  tomas = await firm.member('member');
});
const keep = async (call: Call, more: object = {}): Promise<Answer> =>
  (await call('POST', '/v1/views', { body: { page: 'clients', name: 'Late', query: 'tag=late', ...more } })).body;
const listed = async (call: Call, query: Record<string, string> = {}) =>
  (await call('GET', '/v1/views', { query })).body.items.map(({ name }: Answer) => name);

describe('kept filters', () => {
  test('are one’s own, or everyone’s, by page', async () => {
    await keep(nora.call);
    await keep(tomas.call, { name: 'Mine' });
    await keep(tomas.call, { name: 'For all', shared: true });
    await keep(tomas.call, { name: 'Jobs', page: 'jobs', shared: true });
    expect(await listed(nora.call)).toEqual(['Late', 'For all', 'Jobs']);
    expect(await listed(tomas.call, { page: 'clients' })).toEqual(['Mine', 'For all']);
    expect(await listed((await firm.member('guest')).call)).toEqual(['For all', 'Jobs']);
  });

  test('of someone else are not there, whoever asks', async () => {
    const { id } = await keep(nora.call);
    for (const call of [tomas.call, firm.admin.call]) {
      expect((await call('GET', `/v1/views/${id}`)).status).toBe(404);
      expect((await call('PATCH', `/v1/views/${id}`, { body: { name: 'x' } })).status).toBe(404);
      expect((await call('DELETE', `/v1/views/${id}`)).status).toBe(404);
    }
  });

  test('of the firm are changed by who made them, and by who leads', async () => {
    const { id, can } = await keep(nora.call, { shared: true });
    expect(can).toEqual({ edit: true });
    expect((await tomas.call('GET', `/v1/views/${id}`)).body.can).toEqual({ edit: false });
    expect((await tomas.call('PATCH', `/v1/views/${id}`, { body: { name: 'x' } })).status).toBe(403);
    expect((await tomas.call('DELETE', `/v1/views/${id}`)).status).toBe(403);
    expect((await nora.call('PATCH', `/v1/views/${id}`, { body: { name: 'Later' } })).body.name).toBe('Later');
    const { call } = await firm.member('manager');
    expect((await call('DELETE', `/v1/views/${id}`)).status).toBe(204);
    expect((await nora.call('GET', `/v1/views/${id}`)).status).toBe(404);
    expect(await listed(nora.call)).toEqual([]);
  });

  test('are a hundred at most; one that is removed makes room', async () => {
    const first = await keep(nora.call);
    for (let i = 1; i < 100; i++) await keep(nora.call);
    const more = () => nora.call('POST', '/v1/views', { body: { page: 'clients', name: 'More', query: 'a=b' } });
    expect((await more()).status).toBe(422);
    await nora.call('DELETE', `/v1/views/${first.id}`);
    expect((await more()).status).toBe(201);
  });
});
