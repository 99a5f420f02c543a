import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  clientId = (await aClient(firm.admin.call)).id;
});

const add = async (body: object = {}): Promise<Answer> =>
  (await admin.post(`/v1/clients/${clientId}/contacts`, { name: 'Odile Marchetti', ...body })).body;
const peopleOf = async (id = clientId): Promise<Answer[]> => (await admin.get(`/v1/clients/${id}/contacts`)).body.items;

describe('a person of a client', () => {
  test('is added with their part, and is found where the answer says', async () => {
    const reply = await admin.post(`/v1/clients/${clientId}/contacts`, {
      name: ' Odile Marchetti ',
      mail: 'odile@marchetti.example',
      phone: '+1 (303) 555-0142',
      title: 'Treasurer',
      portal: true,
    });
    expect(reply).toMatchObject({
      status: 201,
      body: {
        name: 'Odile Marchetti',
        clientIds: [clientId],
        can: { edit: true, erase: true },
        link: { access: 'full', portal: true, notify: true, sign: false, version: 1 },
      },
    });
    const { link: _, ...person } = reply.body;
    expect((await admin.get(reply.headers.location!)).body).toEqual(person);
    expect(await peopleOf()).toEqual([reply.body]);
  });

  test('is added once under one key', async () => {
    const sent = { headers: { 'idempotency-key': 'one' } };
    const path = `/v1/clients/${clientId}/contacts`;
    const replies = await Promise.all([1, 2].map(() => admin.post(path, { name: 'Odile' }, sent)));
    expect(replies[0]!.body).toEqual(replies[1]!.body);
    expect(await peopleOf()).toHaveLength(1);
    const other = (await aClient(firm.admin.call)).id;
    expect(await admin.post(`/v1/clients/${other}/contacts`, { name: 'Odile' }, sent)).toMatchObject({ status: 422 });
  });

  test('changes with their own version, which is not that of their part', async () => {
    const { id } = await add({ mail: 'odile@marchetti.example' });
    const path = `/v1/contacts/${id}`;
    const reply = await admin.patch(path, { mail: null, title: 'CFO' }, { headers: { 'if-match': '"1"' } });
    expect(reply).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { title: 'CFO' } });
    expect(reply.body).not.toHaveProperty('mail');
    expect(await admin.patch(path, { name: 'X' }, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 412 });
    expect((await peopleOf())[0]).toMatchObject({ title: 'CFO', version: 2, link: { version: 1 } });
  });
});

describe('linking a person to one more client', () => {
  test('makes them a contact of both, each with its own part', async () => {
    const { id } = await add({ sign: true });
    const other = (await aClient(firm.admin.call, { name: 'Other' })).id;
    const reply = await admin.put(`/v1/clients/${other}/contacts/${id}`, { access: 'limited' });
    expect(reply).toMatchObject({
      status: 200,
      body: { clientIds: [clientId, other], link: { access: 'limited', sign: false } },
    });
    expect(await peopleOf()).toMatchObject([
      { id, clientIds: [clientId, other], link: { access: 'full', sign: true } },
    ]);
    expect(await peopleOf(other)).toMatchObject([{ id, link: { access: 'limited' } }]);
  });

  test('again changes what is sent of their part, and nothing else of it', async () => {
    const part = { access: 'limited', portal: true, notify: false, sign: true, part: 'owner', main: true };
    const { id } = await add(part);
    const path = `/v1/clients/${clientId}/contacts/${id}`;
    expect((await admin.put(path, {})).body).toMatchObject({ version: 1, link: { ...part, version: 1 } });
    expect((await admin.put(path, { sign: false })).body.link).toMatchObject({ ...part, sign: false, version: 2 });
    expect((await admin.put(path, { part: null })).body.link).not.toHaveProperty('part');
  });

  test('of which they were taken off begins anew: they may do nothing that they might do once', async () => {
    const { id } = await add({ portal: true, sign: true, part: 'owner' });
    const other = (await aClient(firm.admin.call)).id;
    await admin.put(`/v1/clients/${other}/contacts/${id}`, {});
    const path = `/v1/clients/${clientId}/contacts/${id}`;
    await admin.remove(path);
    const { link } = (await admin.put(path, {})).body;
    expect(link).toMatchObject({ access: 'full', portal: false, notify: true, sign: false });
    expect(link).not.toHaveProperty('part');
  });

  test('by two at once does it once', async () => {
    const { id } = await add();
    const other = (await aClient(firm.admin.call)).id;
    const replies = await Promise.all([1, 2, 3].map(() => admin.put(`/v1/clients/${other}/contacts/${id}`, {})));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await admin.get(`/v1/contacts/${id}`)).body).toMatchObject({ clientIds: [clientId, other], version: 2 });
  });

  test('is refused for a person or a client that there is not', async () => {
    const { id } = await add();
    expect(await admin.put(`/v1/clients/${nowhere.clientId}/contacts/${id}`, {})).toMatchObject({ status: 404 });
    expect(await admin.put(`/v1/clients/${clientId}/contacts/${nowhere.contactId}`, {})).toMatchObject({ status: 404 });
  });

  test('stops at fifty', async () => {
    const { id } = await add();
    for (let i = 1; i < 50; i++) {
      const other = (await aClient(firm.admin.call, { name: `${i}` })).id;
      expect((await admin.put(`/v1/clients/${other}/contacts/${id}`, {})).status).toBe(200);
    }
    const last = (await aClient(firm.admin.call)).id;
    expect(await admin.put(`/v1/clients/${last}/contacts/${id}`, {})).toMatchObject({ status: 422 });
    await firm.projected();
    const verdict = await admin.post('/v1/audit/verify', {});
    expect(verdict.body).toMatchObject({ verdict: 'intact' });
  });

  test('answers the ETag that its own If-Match takes', async () => {
    const { id } = await add();
    const path = `/v1/clients/${clientId}/contacts/${id}`;
    const { headers } = await admin.put(path, { portal: true });
    expect(await admin.put(path, { sign: true }, { headers: { 'if-match': headers.etag! } })).toMatchObject({
      status: 200,
    });
  });

  test('with If-Match of an older part is stale', async () => {
    const { id } = await add();
    const path = `/v1/clients/${clientId}/contacts/${id}`;
    await admin.put(path, { portal: true }, { headers: { 'if-match': '"1"' } });
    expect(await admin.put(path, { sign: true }, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 412 });
    expect(await admin.remove(path, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 412 });
  });
});

describe('removing a person from a client', () => {
  test('leaves them with their other clients, and can be repeated', async () => {
    const { id } = await add();
    const other = (await aClient(firm.admin.call)).id;
    await admin.put(`/v1/clients/${other}/contacts/${id}`, {});
    const path = `/v1/clients/${clientId}/contacts/${id}`;
    const reply = await admin.remove(path);
    expect(reply).toMatchObject({ status: 204, body: undefined });
    expect((await admin.remove(path)).status).toBe(204);
    expect(await peopleOf()).toEqual([]);
    expect((await admin.get(`/v1/contacts/${id}`)).body.clientIds).toEqual([other]);
    expect((await admin.put(path, {})).body).toMatchObject({ clientIds: [other, clientId] });
    expect(await peopleOf()).toHaveLength(1);
  });
  test('is refused where it is their only one, and changes nothing', async () => {
    const { id } = await add();
    expect(await admin.remove(`/v1/clients/${clientId}/contacts/${id}`)).toMatchObject({ status: 422 });
    expect(await peopleOf()).toHaveLength(1);
  });
  test('from both clients at once leaves them with one', async () => {
    const { id } = await add();
    const other = (await aClient(firm.admin.call)).id;
    await admin.put(`/v1/clients/${other}/contacts/${id}`, {});
    const replies = await Promise.all(
      [clientId, other].map((one) => admin.remove(`/v1/clients/${one}/contacts/${id}`)),
    );
    expect(statusesOf(replies)).toEqual([204, 422]);
    expect((await admin.get(`/v1/contacts/${id}`)).body.clientIds).toHaveLength(1);
  });
  test('who is none of its people is not found', async () => {
    const { id } = await add();
    const other = (await aClient(firm.admin.call)).id;
    expect(await admin.remove(`/v1/clients/${other}/contacts/${id}`)).toMatchObject({ status: 404 });
  });
});

describe('the main contact', () => {
  test('is one of a client’s people at most, each client’s own, whoever is made it', async () => {
    const firm = await aFirm();
    const admin = verbs(firm.admin.call);
    const [one, two] = [await aClient(firm.admin.call), await aClient(firm.admin.call, { name: 'Two' })];
    const path = `/v1/clients/${one.id}/contacts`;
    const first = (await admin.post(path, { name: 'Alicia', main: true, part: 'owner' })).body;
    const second = (await admin.post(path, { name: 'Bruno' })).body;
    await admin.put(`/v1/clients/${two.id}/contacts/${first.id}`, { main: true });
    const mains = async (id: string) =>
      (await admin.get(`/v1/clients/${id}/contacts`)).body.items
        .filter(({ link }: Answer) => link.main)
        .map(({ name }: Answer) => name);
    expect(first.link).toMatchObject({ main: true, part: 'owner' });
    expect(second.link.main).toBe(false);
    expect((await admin.put(`${path}/${second.id}`, { main: true })).body.link.main).toBe(true);
    expect(await mains(one.id)).toEqual(['Bruno']);
    expect(await mains(two.id)).toEqual(['Alicia']);
    const third = await admin.post(path, { name: 'Carmen', main: true });
    expect(third.status).toBe(201);
    expect(await mains(one.id)).toEqual(['Carmen']);
    await Promise.all([first, second].map(({ id }) => admin.put(`${path}/${id}`, { main: true })));
    expect(await mains(one.id)).toHaveLength(1);
  });
});

describe('what is known of a person', () => {
  test('is their language, written as the standard does, former names and further addresses', async () => {
    const firm = await aFirm();
    const admin = verbs(firm.admin.call);
    const client = await aClient(firm.admin.call);
    const known = { formerNames: ['Odile Pike'], otherMails: ['o@work.example'], otherPhones: ['720 555 0199'] };
    const { body } = await admin.post(`/v1/clients/${client.id}/contacts`, {
      name: 'Odile',
      language: 'ES-mx',
      ...known,
    });
    expect(body).toMatchObject({ language: 'es-MX', ...known });
    const path = `/v1/contacts/${body.id}`;
    const bare = (await admin.patch(path, { language: null, formerNames: null, otherMails: [], otherPhones: null }))
      .body;
    expect(bare).toMatchObject({ formerNames: [], otherMails: [], otherPhones: [] });
    expect(bare).not.toHaveProperty('language');
    for (const language of ['e', 'english language', 'en_US', '12'])
      expect(await admin.patch(path, { language })).toMatchObject({ status: 400 });
  });
});
