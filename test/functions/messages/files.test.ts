import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { aMessageFile, aThread, someThread } from '../../support/messages.ts';
import { anExpected } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';
import { aClientToAsk, aContact, anAskingFirm, asContact } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let id: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  ({ id } = await aThread(firm.admin.call, clientId, someThread(contactId)));
});

const us = () => verbs(firm.admin.call);
const them = (contact = contactId, limited: string[] = []) => verbs(asContact(firm, contact, [clientId], limited));
const theirs = (path: string, body: object = aMessageFile) => them().post(`/portal/v1/${path}`, body);
const record = (documentId: string) => firm.memory.all().find((item) => item.id === documentId)!;

describe('a file that goes with a message', () => {
  test('comes from the client’s page, is shown to both sides, and is addressed to whom the conversation is', async () => {
    const { body: file, status } = await theirs(`threads/${id}/documents`);
    expect(status).toBe(201);
    expect(JSON.stringify(file)).not.toContain('addedBy');
    const said = await theirs(`threads/${id}/messages`, { text: 'Here it is', documentIds: [file.id] });
    const shown = [{ id: file.id, name: 'Lease.pdf', size: 3, status: 'checking', canDownload: false }];
    expect(said.body.files).toEqual(shown);
    expect((await them().get(`/portal/v1/threads/${id}`)).body.said[1].files).toEqual(shown);
    expect((await us().get(`/v1/threads/${id}/messages`)).body.items[0].files).toEqual(shown);
    expect(record(file.id)).toMatchObject({ visibility: 'client', contactIds: [contactId], addedBy: contactId });
  });

  test('goes with the first message of a conversation, from either side', async () => {
    const { body: file } = await theirs(`clients/${clientId}/messages/documents`);
    const begun = { clientId, subject: 'My lease', text: 'Here', documentIds: [file.id] };
    const { body: thread } = await theirs('threads', begun);
    expect((await them().get(`/portal/v1/threads/${thread.id}`)).body.said[0].files).toMatchObject([{ id: file.id }]);
    const { body: ours } = await us().post(`/v1/clients/${clientId}/messages/documents`, aMessageFile);
    const other = await aThread(firm.admin.call, clientId, someThread(contactId, { documentIds: [ours.id] }));
    expect((await us().get(`/v1/threads/${other.id}/messages`)).body.items[0].files).toMatchObject([{ id: ours.id }]);
  });

  test('is addressed to those who get the message, so that limited contacts see it too', async () => {
    const limited = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const shown = await anExpected(firm.admin.call, clientId, { ...aMessageFile, visibility: 'client' });
    await us().patch(`/v1/threads/${id}`, { contactIds: [contactId, limited] });
    await us().post(`/v1/threads/${id}/messages`, { text: 'Look at this', documentIds: [shown.id] });
    expect(record(shown.id).contactIds).toEqual([contactId, limited]);
  });

  test('is refused where it is the firm’s only, another client’s, or nobody’s', async () => {
    const inside = await anExpected(firm.admin.call, clientId);
    const other = await aClientToAsk(firm, { name: 'Other' });
    const foreign = await anExpected(firm.admin.call, other.clientId, { ...aMessageFile, visibility: 'client' });
    for (const documentId of [inside.id, foreign.id, `doc_${'0'.repeat(26)}`]) {
      const said = { text: 'Look', documentIds: [documentId] };
      const ours = await us().post(`/v1/threads/${id}/messages`, said);
      expect({ status: ours.status, at: ours.body.issues[0].path }).toEqual({ status: 400, at: 'body.documentIds.0' });
      expect(await theirs(`threads/${id}/messages`, said)).toMatchObject({ status: 400 });
    }
    const told = await us().post(`/v1/threads/${id}/messages`, { text: 'Look', documentIds: [inside.id] });
    expect(told.body.issues[0].message).toContain('show it to the client first');
    const untold = await theirs(`threads/${id}/messages`, { text: 'Look', documentIds: [inside.id] });
    expect(JSON.stringify(untold.body)).not.toContain(inside.name);
  });

  test('cannot be brought into a conversation that someone does not see', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const path = `/portal/v1/threads/${id}/documents`;
    expect(await them(colleague, [clientId]).post(path, aMessageFile)).toMatchObject({ status: 404 });
  });
});

describe('who has read what', () => {
  const read = async (): Promise<Answer> => (await us().get(`/v1/threads/${id}`)).body.readUpTo;

  test('is told to the team of both sides, and to a contact of themself', async () => {
    expect(await read()).toEqual({ [firm.admin.id]: 1 });
    const unread = async () => (await them().get('/portal/v1/threads')).body.items[0].unread;
    expect(await unread()).toBe(1);
    expect(await them().post(`/portal/v1/threads/${id}/read`, { upTo: 99 })).toMatchObject({ status: 204 });
    expect(await unread()).toBe(0);
    expect(await read()).toEqual({ [firm.admin.id]: 1, [contactId]: 1 });
    await us().post(`/v1/threads/${id}/messages`, { text: 'One more' });
    expect(await unread()).toBe(1);
  });

  test('is not marked by who does not see the conversation', async () => {
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const path = `/portal/v1/threads/${id}/read`;
    expect(await them(colleague, [clientId]).post(path, { upTo: 1 })).toMatchObject({ status: 404 });
  });

  test('a conversation opens with the last thirty messages, and goes back from there', async () => {
    for (let n = 2; n <= 33; n++) await theirs(`threads/${id}/messages`, { text: `Number ${n}` });
    const { body } = await them().get(`/portal/v1/threads/${id}`);
    expect([body.said.length, body.said[0].number, body.said.at(-1).number]).toEqual([30, 4, 33]);
    const query = { cursor: body.earlier };
    const earlier = await them().get(`/portal/v1/threads/${id}`, { query });
    expect(earlier.body.said.map(({ number }: Answer) => number)).toEqual([1, 2, 3]);
  });
});
