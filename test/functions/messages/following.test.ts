import { beforeEach, describe, expect, test } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseThreads } from '../../../functions/messages/on-erased.ts';
import type { Item } from '../../../shared/table/table.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { aThread, someThread } from '../../support/messages.ts';
import { verbs } from '../../support/office.ts';
import { aClientToAsk, aFirmThatWrites, asContact, officeHours } from '../../support/requests.ts';
import { saidTo, told } from '../../support/telling.ts';

let firm: FirmUnderTest;
let colleague: Awaited<ReturnType<FirmUnderTest['member']>>;
let clientId: string;
let contactId: string;
let id: string;
beforeEach(async () => {
  at(officeHours);
  firm = await aFirm();
  await aFirmThatWrites(firm);
  colleague = await firm.member('member');
  ({ clientId, contactId } = await aClientToAsk(firm));
  ({ id } = await aThread(firm.admin.call, clientId, someThread(contactId)));
  await theirs(contactId).post(`/portal/v1/threads/${id}/messages`, { text: 'The second lease' });
  await us().post(`/v1/threads/${id}/notes`, { text: 'They mean the first', mentions: [colleague.id] });
});

const us = () => verbs(firm.admin.call);
const theirs = (contact: string, client = clientId) => verbs(asContact(firm, contact, [client]));
const partitions = () => [`THREAD#${id}`, `THREAD-NOTES#${id}`];
const events = (type: string): Item[] => firm.memory.all().filter((item) => item.type === type);
const keyOf = ({ pk, sk }: Item) => ({ pk, sk });
const everything = () => JSON.stringify(firm.memory.all().filter(({ pk }) => partitions().includes(pk)));

describe('who takes part in a conversation', () => {
  test('is told that the client wrote, and who is named that they are; once, however often it is told', async () => {
    await told(firm);
    await told(firm);
    expect(await saidTo(firm.admin.call)).toEqual(['Juniper Street Dental wrote in “The lease”']);
    expect(await saidTo(colleague.call)).toEqual(['Eleanor named you in “The lease” with Juniper Street Dental']);
  });

  test('is told what is theirs to answer', async () => {
    await us().patch(`/v1/threads/${id}`, { assignedTo: colleague.id });
    await told(firm);
    expect(await saidTo(colleague.call)).toContain('Eleanor gave you “The lease” with Juniper Street Dental to answer');
  });

  test('who is kept from the client sees nothing of it, and is told nothing', async () => {
    const body = { deny: [colleague.id], reason: 'Related to the owner' };
    expect((await us().put(`/v1/clients/${clientId}/access`, body)).status).toBe(200);
    const other = verbs(colleague.call);
    for (const path of ['', '/messages', '/notes'])
      expect(await other.get(`/v1/threads/${id}${path}`)).toMatchObject({ status: 404 });
    expect((await other.get('/v1/threads')).body.items).toEqual([]);
    expect(await other.post(`/v1/threads/${id}/messages`, { text: 'Hello' })).toMatchObject({ status: 404 });
    await told(firm);
    expect(await saidTo(colleague.call)).toEqual([]);
  });
});

describe('a conversation follows', () => {
  test('a client that is merged into another, with all that was said and noted', async () => {
    const into = (await aClient(firm.admin.call, { name: 'Juniper Dental, P.C.' })).id;
    const merged = await us().post(`/v1/clients/${into}/merge`, { from: clientId });
    await worked(firm, merged.body.batchId);
    const records = firm.memory.all().filter(({ pk, sk }) => partitions().includes(pk) && !sk.startsWith('~'));
    expect(records).toHaveLength(4);
    expect(new Set(records.map(({ entity }) => entity))).toEqual(new Set(['message', 'thread', 'thread note']));
    for (const record of records) expect(record).toMatchObject({ clientId: into, clientIds: [into] });
    expect((await us().get(`/v1/clients/${into}/threads`)).body.items).toMatchObject([{ id }]);
    expect((await theirs(contactId, into).get(`/portal/v1/threads/${id}`)).status).toBe(200);
  });

  test('a person who is merged into another: what they wrote is the other’s', async () => {
    const body = { name: 'Alicia Whitaker-Jones', mail: 'a.whitaker@juniper.example' };
    const into = (await firm.admin.call('POST', `/v1/clients/${clientId}/contacts`, { body })).body.id;
    const merged = await us().post(`/v1/contacts/${into}/merge`, { from: contactId });
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
    await worked(firm, merged.body.batchId);
    expect((await us().get(`/v1/threads/${id}`)).body.contactIds).toEqual([into]);
    const { body: said } = await theirs(into).get(`/portal/v1/threads/${id}/messages`);
    expect(said.items).toMatchObject([{ from: 'you' }, { from: 'firm' }]);
  });
});

describe('an erasure', () => {
  test('of a client leaves nothing of what was said or noted, however often it is told', async () => {
    await us().patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
    await us().post(`/v1/clients/${clientId}/erase`);
    const [erased] = events('client.erased');
    await eraseThreads(firm.memory, keyOf(erased!));
    await eraseThreads(firm.memory, keyOf(erased!));
    for (const event of events('thread.erased')) await onErased(firm.memory, keyOf(event));
    expect(everything()).not.toMatch(/lease|They mean/);
    expect(events('thread.erased')).toHaveLength(2);
    expect((await us().get(`/v1/threads/${id}`)).body).toMatchObject({ state: 'closed', can: { write: false } });
    expect(await us().post(`/v1/threads/${id}/messages`, { text: 'Hello' })).toMatchObject({ status: 422 });
  });

  test('of a person takes what they wrote, and leaves what the firm did', async () => {
    await us().post(`/v1/contacts/${contactId}/erase`);
    const [erased] = events('contact.erased');
    await eraseThreads(firm.memory, keyOf(erased!));
    const { body } = await us().get(`/v1/threads/${id}/messages`);
    expect(body.items).toMatchObject([{ text: 'Erased' }, { text: 'Which of the two leases did you sign?' }]);
  });
});
