import { beforeEach, describe, expect, test } from 'vitest';
import { systemRecords } from '../../../shared/table/records.ts';
import { stoppedAfter, worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob, jobs } from './later.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let ash: string;
let birch: string;
let cedar: string;

const contact = async (clientId: string, name: string): Promise<string> =>
  (await admin.post(`/v1/clients/${clientId}/contacts`, { name })).body.id;

/** Begins a merge; nobody works on it yet. */
async function merge(what: 'clients' | 'contacts', into: string, from: string): Promise<string> {
  const { status, body } = await admin.post(`/v1/${what}/${into}/merge`, { from });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.batchId;
}
const mergeWhole = async (what: 'clients' | 'contacts', into: string, from: string): Promise<void> =>
  worked(firm, await merge(what, into, from));

const get = async (path: string): Promise<Answer> => (await admin.get(path)).body;
const list = async (path: string): Promise<Answer[]> => (await admin.get(path, { query: { limit: '100' } })).body.items;
const client = async (id: string): Promise<Answer> => (await admin.get(`/v1/clients/${id}`)).body;
const links = () => JSON.stringify(firm.memory.all().filter(({ entity }) => entity === 'contact link'));

beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  [ash, birch, cedar] = (await Promise.all(
    ['Ash', 'Birch', 'Cedar'].map(async (name) => (await aClient(firm.admin.call, { name })).id),
  )) as [string, string, string];
});

describe('a merge that the next one overtakes', () => {
  test('brings what was still on its way to where it belongs now', async () => {
    for (let i = 0; i < 40; i++) await admin.post(`/v1/clients/${ash}/notes`, { text: `Note ${i}` });
    const first = await merge('clients', birch, ash);
    await stoppedAfter(firm, first, 3);
    await mergeWhole('clients', cedar, birch);
    await worked(firm, first);
    for (const id of [ash, birch, cedar]) expect(await list(`/v1/clients/${id}/notes`)).toHaveLength(40);
    await firm.projected();
    const chains = (await list(`/v1/clients/${cedar}/timeline`)).map(({ chain }: Answer) => chain);
    expect(chains).toEqual(expect.arrayContaining([ash, birch, cedar].map((id) => `CLIENT#${id}`)));
  });

  test('of a person whose client was merged meanwhile finds the links that moved', async () => {
    const [jon, jonathan] = [await contact(ash, 'Jon'), await contact(birch, 'Jonathan')];
    const people = await merge('contacts', jonathan, jon);
    await mergeWhole('clients', birch, ash);
    await worked(firm, people);
    expect(links()).not.toContain(jon);
    expect((await get(`/v1/contacts/${jonathan}`)).clientIds).toEqual([birch]);
    expect((await admin.remove(`/v1/clients/${birch}/contacts/${jon}`)).status).toBe(422);
  });

  test('joins a link to the one that left the place it goes to', async () => {
    const [jon, jonathan] = [await contact(birch, 'Jon'), await contact(birch, 'Jonathan')];
    await admin.put(`/v1/clients/${ash}/contacts/${jon}`, { sign: true });
    const people = await merge('contacts', jonathan, jon);
    await stoppedAfter(firm, people, 1);
    await mergeWhole('clients', birch, ash);
    await worked(firm, people);
    expect((await get(`/v1/clients/${birch}/contacts`)).items).toMatchObject([{ id: jonathan, link: { sign: true } }]);
  });

  test('lets nobody come back who was unlinked before the links had moved', async () => {
    const [jon, jonathan] = [await contact(birch, 'Jon'), await contact(ash, 'Jonathan')];
    await admin.put(`/v1/clients/${birch}/contacts/${jonathan}`, {});
    const people = await merge('contacts', jonathan, jon);
    expect((await admin.remove(`/v1/clients/${birch}/contacts/${jonathan}`)).status).toBe(204);
    await worked(firm, people);
    expect((await get(`/v1/contacts/${jonathan}`)).clientIds).toEqual([ash]);
    expect((await get(`/v1/clients/${birch}/contacts`)).items).toEqual([]);
  });

  test('is followed through as many as there were', async () => {
    let into = ash;
    for (let i = 0; i < 8; i++) {
      const next = (await aClient(firm.admin.call, { name: `Dogwood ${i}` })).id as string;
      if (i === 0) await admin.post(`/v1/clients/${ash}/notes`, { text: 'The first' });
      await mergeWhole('clients', next, into);
      into = next;
    }
    expect((await client(ash)).id).toBe(into);
    const [note] = await list(`/v1/clients/${ash}/notes`);
    expect((await get(`/v1/clients/${ash}/notes/${note.id}`)).text).toBe('The first');
  });
});

describe('what names who was merged without being theirs', () => {
  test('is the payer, who remembers whom it took in by their own id', async () => {
    await admin.patch(`/v1/clients/${ash}`, { billingClientId: birch });
    await mergeWhole('clients', birch, ash);
    expect((await client(birch)).mergedFrom).toMatchObject([{ id: ash, name: 'Ash' }]);
  });

  test('is an engagement of another client that they pay for', async () => {
    const { id } = (await admin.post(`/v1/clients/${cedar}/engagements`, { title: 'Books', billingClientId: ash }))
      .body;
    await firm.projected();
    await mergeWhole('clients', birch, ash);
    expect((await get(`/v1/engagements/${id}`)).billingClientId).toBe(birch);
  });

  test('is a relation kept with a client they are no contact of, and a job of one they were a contact of', async () => {
    const [jon, jonathan] = [await contact(ash, 'Jon Whitaker'), await contact(ash, 'Jonathan Whitaker')];
    await admin.post(`/v1/clients/${cedar}/relations`, { kind: 'owner', other: { contactId: jon } });
    await admin.put(`/v1/clients/${birch}/contacts/${jon}`, {});
    const job = await aJob(firm, birch, { contactId: jon });
    await admin.remove(`/v1/clients/${birch}/contacts/${jon}`);
    await firm.projected();
    await mergeWhole('contacts', jonathan, jon);
    await firm.projected();
    expect((await get(`/v1/clients/${cedar}/relations`)).items).toMatchObject([{ other: { contactId: jonathan } }]);
    expect(await systemRecords(firm.memory).get(jobs, job)).toMatchObject({ about: { contactId: jonathan } });
    const { id } = (await admin.post('/v1/conflicts', { names: ['Jonathan Whitaker'] })).body;
    expect(JSON.stringify((await get(`/v1/conflicts/${id}`)).findings)).toContain('Cedar');
  });

  test('is whatever a page with the old id still sends', async () => {
    const [jon, jonathan] = [await contact(cedar, 'Jon'), await contact(cedar, 'Jonathan')];
    await mergeWhole('clients', birch, ash);
    await mergeWhole('contacts', jonathan, jon);
    const path = `/v1/clients/${cedar}`;
    const related = await admin.post(`${path}/relations`, { kind: 'spouse', contactId: jon, other: { clientId: ash } });
    expect(related.body).toMatchObject({ subject: { contactId: jonathan }, other: { clientId: birch } });
    await firm.projected();
    expect((await get(`/v1/clients/${birch}/relations`)).items).toHaveLength(1);
    const agreed = await admin.post(`${path}/engagements`, { title: 'Books', billingClientId: ash });
    expect(agreed.body.billingClientId).toBe(birch);
    expect((await admin.patch(path, { billingClientId: ash })).body.billingClientId).toBe(birch);
    expect((await admin.post('/v1/conflicts', { names: ['Delta'], clientId: ash })).body.clientId).toBe(birch);
  });

  test('is a list of chosen clients with both in it: they are one', async () => {
    const guest = await firm.member('guest', { scope: { only: [ash, birch] } });
    await mergeWhole('clients', birch, ash);
    const { items } = (await guest.call('GET', '/v1/clients')).body;
    expect(items.map(({ id }: Answer) => id)).toEqual([birch]);
  });
});

describe('a record that is hard to move', () => {
  test('has been written over more often than fits into one transaction', async () => {
    const { id } = (await admin.post(`/v1/clients/${ash}/notes`, { text: 'Text 0' })).body;
    for (let i = 1; i <= 45; i++) await admin.patch(`/v1/clients/${ash}/notes/${id}`, { text: `Text ${i}` });
    await mergeWhole('clients', birch, ash);
    const { revisions } = await get(`/v1/clients/${birch}/notes/${id}`);
    expect(revisions.map(({ text }: Answer) => text)).toEqual(Array.from({ length: 45 }, (_, i) => `Text ${44 - i}`));
  });

  test('is one of many that are long: they go in several transactions', async () => {
    const long = '文'.repeat(19_000);
    for (let i = 0; i < 8; i++) {
      const { id } = (await admin.post(`/v1/clients/${ash}/notes`, { text: `${long}${i}` })).body;
      for (let n = 0; n < 9; n++) await admin.patch(`/v1/clients/${ash}/notes/${id}`, { text: `${n}${long}` });
    }
    await mergeWhole('clients', birch, ash);
    expect(await list(`/v1/clients/${birch}/notes`)).toHaveLength(8);
  });

  test('tells of both by a field of each one’s name: neither is lost, and the merge comes to its end', async () => {
    const [jon, jonathan] = [await contact(ash, 'Jon'), await contact(ash, 'Jonathan')];
    const job = await aJob(firm, ash, { [jon]: 'signs', [jonathan]: 'reads' });
    const id = await merge('contacts', jonathan, jon);
    await worked(firm, id);
    expect(await systemRecords(firm.memory).get(jobs, job)).toMatchObject({
      about: { [jon]: 'signs', [jonathan]: 'reads' },
    });
    expect(await get(`/v1/batches/${id}`)).toMatchObject({ status: 'done' });
  });
});
