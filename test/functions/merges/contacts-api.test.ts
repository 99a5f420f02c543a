import { beforeEach, describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { worked } from '../../support/batches.ts';
import { eventsOf } from '../../support/builders.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aJob, jobs } from './later.ts';

let firm: FirmUnderTest;
let juniper: string;
let stonebridge: string;
let jonathan: string;
let jon: string;

const call = (method: string, path: string, body?: object) => firm.admin.call(method, path, body && { body });
const get = async (path: string): Promise<Answer> => (await call('GET', path)).body;
const peopleOf = async (clientId: string): Promise<Answer[]> => (await get(`/v1/clients/${clientId}/contacts`)).items;

/** Jonathan Whitaker was entered a second time, as Jon, at another client of his. */
beforeEach(async () => {
  firm = await aFirm();
  juniper = (await aClient(firm.admin.call, { name: 'Juniper Street Dental, P.C.' })).id;
  stonebridge = (await aClient(firm.admin.call, { name: 'Stonebridge Rental Properties, LLC' })).id;
  const person = {
    name: 'Jonathan Whitaker',
    mail: 'jonathan.whitaker@mail.example',
    phone: '303-555-0119',
    sign: true,
  };
  jonathan = (await call('POST', `/v1/clients/${stonebridge}/contacts`, person)).body.id;
  const again = {
    name: 'Jon Whitaker',
    mail: 'jwhitaker@juniper.example',
    phone: '303-555-0119',
    notify: false,
    portal: true,
  };
  jon = (await call('POST', `/v1/clients/${juniper}/contacts`, again)).body.id;
});

const merge = () => call('POST', `/v1/contacts/${jonathan}/merge`, { from: jon });

describe('a person merged into another record of theirs', () => {
  test('keeps every address and name, and is a contact of both clients', async () => {
    const { status, body } = await merge();
    expect(status).toBe(200);
    expect(body.contact).toMatchObject({
      name: 'Jonathan Whitaker',
      formerNames: ['Jon Whitaker'],
      mail: 'jonathan.whitaker@mail.example',
      otherMails: ['jwhitaker@juniper.example'],
      phone: '303-555-0119',
      clientIds: [stonebridge, juniper],
    });
  });

  test('is read at once by the old id and among the people of the client', async () => {
    await merge();
    expect((await get(`/v1/contacts/${jon}`)).id).toBe(jonathan);
    expect(await peopleOf(juniper)).toMatchObject([{ id: jonathan, name: 'Jonathan Whitaker' }]);
  });

  test('is named by every record that named the other, within a client and beside it', async () => {
    const job = await aJob(firm, juniper, { contactId: jon });
    const { batchId } = (await merge()).body;
    const late = await aJob(firm, juniper, { contactId: jon });
    await worked(firm, batchId);
    const records = systemRecords(firm.memory);
    for (const id of [job, late]) expect(await records.get(jobs, id)).toMatchObject({ about: { contactId: jonathan } });
    expect(await peopleOf(juniper)).toMatchObject([{ id: jonathan, link: { notify: false, portal: true } }]);
    const edited = await call('PUT', `/v1/clients/${juniper}/contacts/${jonathan}`, { notify: true });
    expect(edited.status).toBe(200);
    for (const pk of [`CLIENT#${juniper}`, `CONTACT#${jon}`, `CONTACT#${jonathan}`, `MATTER#${job}`])
      expect((await checkPartition(firm.memory, pk, undefined)).finding).toBeUndefined();
    const text = JSON.stringify(firm.memory.all().filter((item) => item.entity === 'contact link'));
    expect(text).not.toContain(jon);
  });

  test('who was a contact of the same client twice keeps what either let them do', async () => {
    await call('PUT', `/v1/clients/${juniper}/contacts/${jonathan}`, { sign: true, access: 'limited', notify: true });
    await worked(firm, (await merge()).body.batchId);
    expect(await peopleOf(juniper)).toMatchObject([
      { id: jonathan, link: { sign: true, portal: true, notify: true, access: 'full' } },
    ]);
  });

  test('is found by either name, once', async () => {
    await worked(firm, (await merge()).body.batchId);
    await firm.projected();
    for (const q of ['jon whitaker', 'jonathan', 'jwhitaker@juniper.example']) {
      const { items } = (await firm.admin.call('GET', '/v1/search', { query: { q } })).body;
      expect(items.filter((hit: Answer) => hit.kind === 'contact').map((hit: Answer) => hit.id)).toEqual([jonathan]);
    }
  });

  test('stands in the timeline of each client', async () => {
    await worked(firm, (await merge()).body.batchId);
    await firm.projected();
    const types = (await get(`/v1/clients/${juniper}/timeline`)).items.map((entry: Answer) => entry.type);
    expect(types).toEqual(expect.arrayContaining(['contact.added', 'contact.merged', 'contact.merged-away']));
  });

  test('is erased with the record that led to it', async () => {
    await worked(firm, (await merge()).body.batchId);
    await call('POST', `/v1/contacts/${jonathan}/erase`);
    const erasures = () => eventsOf(firm.memory.all()).filter(({ type }) => type === 'contact.erased');
    for (const event of [...erasures(), ...erasures()]) await onErased(firm.memory, event);
    for (const event of erasures()) await onErased(firm.memory, event);
    await firm.projected();
    const partitions = firm.memory.all().filter(({ pk }) => /^(CONTACT|SEARCH|ALIKE|LIST)#/.test(pk));
    expect(JSON.stringify(partitions).toLowerCase()).not.toMatch(/whitaker/);
  });
});

describe('a merge of people is refused', () => {
  test('where one belongs to a client behind a wall', async () => {
    await call('PUT', `/v1/clients/${stonebridge}/contacts/${jon}`, {});
    const walled = await firm.member('manager', { scope: { except: [juniper] } });
    const reply = await walled.call('POST', `/v1/contacts/${jonathan}/merge`, { body: { from: jon } });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).not.toContain('Juniper');
  });
});
