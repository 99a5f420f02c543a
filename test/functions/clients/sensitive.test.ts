import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { pagesOf, verbs } from '../../support/office.ts';

const taxId = '41-7305926';
/** The same number, however it might be hidden badly. */
const forms = ['41-7305926', '417305926', '629503714', '6295037-14'].flatMap((text) => [
  text,
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('base64url'),
  Buffer.from(text).toString('hex'),
]);

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let answers: Answer[];
beforeEach(async () => {
  answers = [];
  firm = await aFirm();
  const { call } = firm.admin;
  admin = verbs(async (...request) => {
    const reply = await call(...request);
    answers.push(reply);
    return reply;
  });
});

const reveal = (id: string, as = admin) => as.post(`/v1/clients/${id}/reveal`, { field: 'taxId' });

function expectNowhere(): void {
  const everything = JSON.stringify([firm.memory.all(), firm.logged, answers, firm.seals.kept]);
  for (const form of forms) expect(everything).not.toContain(form);
}

describe('a tax number', () => {
  test('is nowhere in clear: not in the table, its events, search rows, kept answers, log lines or replies', async () => {
    const sent = { headers: { 'idempotency-key': 'one' } };
    const body = { name: 'Juniper Street Dental', taxId };
    const { id } = (await admin.post('/v1/clients', body, sent)).body;
    await admin.post('/v1/clients', body, sent);
    await admin.patch(`/v1/clients/${id}`, { taxId, name: 'Juniper' });
    await admin.patch(`/v1/clients/${id}`, { taxId: '98-7654321' });
    await firm.projected();
    await admin.get('/v1/clients');
    await admin.get('/v1/search', { query: { q: taxId } });
    await admin.get(`/v1/clients/${id}/timeline`);
    await admin.get(`/v1/audit/records/${id}`);
    await admin.post('/v1/audit/verify', {});
    await firm.as(firm.admin.id)('POST', `/v1/clients/${id}/reveal`, { body: { field: 'taxId' } });
    expectNowhere();
    expect((await admin.get('/v1/search', { query: { q: taxId } })).body.items).toEqual([]);
  });

  test('that is refused is not repeated to who sent it, nor logged', async () => {
    const reply = await admin.post('/v1/clients', { name: 'Juniper', taxId: `${taxId}--` });
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'body.taxId' }] } });
    expectNowhere();
  });

  test('is shown masked, wherever a client is answered', async () => {
    const created = await aClient(firm.admin.call, { taxId });
    const path = `/v1/clients/${created.id}`;
    const shown = [
      created,
      (await admin.get(path)).body,
      (await admin.get('/v1/clients')).body.items[0],
      (await admin.patch(path, { name: 'X' })).body,
    ];
    expect(shown.map((client) => client.taxId)).toEqual(Array(4).fill('•••••5926'));
  });

  test('is removed by null, and set again', async () => {
    const { id } = await aClient(firm.admin.call, { taxId });
    const path = `/v1/clients/${id}`;
    expect((await admin.patch(path, { taxId: null })).body).not.toHaveProperty('taxId');
    expect(await reveal(id)).toMatchObject({ status: 400, body: { issues: [{ path: 'body.field' }] } });
    await admin.patch(path, { taxId: '98-7654321' });
    expect((await reveal(id)).body).toEqual({ field: 'taxId', value: '98-7654321' });
  });

  test('set for the first time by two at once is readable afterwards', async () => {
    const { id } = await aClient(firm.admin.call);
    const replies = await Promise.all(
      ['41-7305926', '98-7654321'].map((value) => admin.patch(`/v1/clients/${id}`, { taxId: value })),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(['41-7305926', '98-7654321']).toContain((await reveal(id)).body.value);
    expect(firm.memory.all().filter(({ entity }) => entity === 'key')).toHaveLength(1);
  });

  test('of one client cannot be read as another’s', async () => {
    const [one, two] = [
      await aClient(firm.admin.call, { taxId }),
      await aClient(firm.admin.call, { taxId: '98-7654321' }),
    ];
    firm.memory.meddle((rows) => {
      const record = (id: string) => [...rows.values()].find((item) => item.sk === 'CLIENT' && item.id === id)!;
      record(two.id).taxId = record(one.id).taxId;
    });
    const { error } = console;
    console.error = () => {};
    expect(await reveal(two.id)).toMatchObject({ status: 500, body: { title: 'Internal error' } });
    console.error = error;
    expectNowhere();
  });
});

describe('revealing', () => {
  test('answers the number, and is an event each time, also under one key', async () => {
    const { id } = await aClient(firm.admin.call, { taxId });
    const sent = { headers: { 'idempotency-key': 'again' } };
    for (let i = 0; i < 3; i++)
      expect(
        await firm.admin.call('POST', `/v1/clients/${id}/reveal`, { body: { field: 'taxId' }, ...sent }),
      ).toMatchObject({ status: 200, body: { value: taxId } });
    const looks = eventsOf(firm.memory.all()).filter(({ type }) => type === 'client.revealed');
    expect(looks).toHaveLength(3);
    expect(looks[0]).toMatchObject({
      actor: firm.admin.id,
      clientId: id,
      on: ['CLIENT'],
      changes: { CLIENT: { taxId: ['sealed', 'sealed'] } },
    });
    expect(
      (await pagesOf(firm.admin.call, `/v1/clients/${id}/timeline`))
        .flat()
        .filter(({ type }) => type === 'client.revealed'),
    ).toHaveLength(3);
  });

  test('does not change the client’s version', async () => {
    const { id } = await aClient(firm.admin.call, { taxId });
    await reveal(id);
    expect((await admin.get(`/v1/clients/${id}`)).headers.etag).toBe('"1"');
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test('is not for guests, who are told so by “can”, and leaves no event', async () => {
    const { id } = await aClient(firm.admin.call, { taxId });
    const guest = verbs((await firm.member('guest')).call);
    expect((await guest.get(`/v1/clients/${id}`)).body).toMatchObject({ taxId: '•••••5926', can: { reveal: false } });
    expect(await reveal(id, guest)).toMatchObject({ status: 403 });
    expect(eventsOf(firm.memory.all()).some(({ type }) => type === 'client.revealed')).toBe(false);
  });

  test('is possible sixty times an hour for each person, and says when it is again', async () => {
    at('2026-03-09T12:00:10.000Z');
    const { id } = await aClient(firm.admin.call, { taxId });
    for (let i = 0; i < 60; i++) expect((await reveal(id)).status).toBe(200);
    expect(await reveal(id)).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^35\d\d$/) },
    });
    expect(eventsOf(firm.memory.all()).filter(({ type }) => type === 'client.revealed')).toHaveLength(60);
    expect((await reveal(id, verbs((await firm.member('member')).call))).status).toBe(200);
    at('2026-03-09T13:00:10.000Z');
    expect((await reveal(id)).status).toBe(200);
  });

  test('that cannot be recorded shows nothing', async () => {
    let isDown = false;
    firm = await aFirm({
      wrap: (table) => ({
        ...table,
        write: (writes) => (isDown ? Promise.reject(new Error('No space left')) : table.write(writes)),
      }),
    });
    const { id } = await aClient(firm.admin.call, { taxId });
    isDown = true;
    const { error } = console;
    console.error = () => {};
    const reply = await firm.admin.call('POST', `/v1/clients/${id}/reveal`, { body: { field: 'taxId' } });
    console.error = error;
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply)).not.toContain(taxId);
  });

  test('is no longer possible once the key was destroyed, whatever is put back', async () => {
    const { id } = await aClient(firm.admin.call, { taxId, lifecycle: 'archived' });
    const before = firm.memory.all().find((item) => item.sk === 'CLIENT' && item.id === id)!;
    await admin.post(`/v1/clients/${id}/erase`);
    firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.sk === 'CLIENT' && item.id === id) item.taxId = before.taxId;
    });
    expect(await reveal(id)).toMatchObject({ status: 422, body: { type: '/problems/rule-broken' } });
  });
});
