import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  clientId = (await aClient(firm.admin.call)).id;
});

const write = async (text: string, by = admin): Promise<Answer> =>
  (await by.post(`/v1/clients/${clientId}/notes`, { text })).body;
const path = (noteId: string) => `/v1/clients/${clientId}/notes/${noteId}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const lastChange = (type: string) => {
  const event = eventsOf(firm.memory.all()).findLast((one) => one.type === type)!;
  return { event, changes: Object.values(event.changes!)[0]! };
};

describe('a note', () => {
  test('is written with who and when, and listed newest first, a page at a time', async () => {
    const first = await write('  One ');
    expect(first).toMatchObject({ text: 'One', clientId, author: firm.admin.id, version: 1, can: { edit: true } });
    for (const text of ['Two', 'Three', 'Four', 'Five']) await write(text);
    const pages = await pagesOf(firm.admin.call, `/v1/clients/${clientId}/notes`, { limit: '2' });
    expect(pages.flat().map((note) => note.text)).toEqual(['Five', 'Four', 'Three', 'Two', 'One']);
  });
  test('a cursor of another client’s notes is refused', async () => {
    for (const text of ['One', 'Two']) await write(text);
    const { next } = (await admin.get(`/v1/clients/${clientId}/notes`, { query: { limit: '1' } })).body;
    const other = (await aClient(firm.admin.call)).id;
    expect(await admin.get(`/v1/clients/${other}/notes`, { query: { cursor: next } })).toMatchObject({ status: 400 });
    expect(await admin.get(`/v1/clients/${clientId}/timeline`, { query: { cursor: next } })).toMatchObject({
      status: 400,
    });
  });
  test('of one client is not found under another', async () => {
    const { id } = await write('Here');
    const other = (await aClient(firm.admin.call)).id;
    expect(await admin.get(`/v1/clients/${other}/notes/${id}`)).toMatchObject({ status: 404 });
    expect(await admin.get(path(nowhere.noteId))).toMatchObject({ status: 404 });
  });
});

describe('what events tell of a note', () => {
  test('is its length and hash, never its text', async () => {
    const text = 'The partners are getting divorced';
    const { id } = await write(text);
    await admin.patch(path(id), { text: 'Nothing to see' });
    expect(JSON.stringify(eventsOf(firm.memory.all()))).not.toContain('divorced');
    expect(lastChange('client.note-added').changes.text).toEqual([null, { length: text.length, sha256: sha256(text) }]);
    expect(lastChange('client.note-changed').changes).toEqual({
      text: [
        { length: text.length, sha256: sha256(text), revision: 1 },
        { length: 'Nothing to see'.length, sha256: sha256('Nothing to see') },
      ],
    });
  });
  test('is short however long the notes are', async () => {
    const { id } = await write('x'.repeat(20_000));
    await admin.patch(path(id), { text: '🦉'.repeat(10_000) });
    expect(JSON.stringify(lastChange('client.note-changed').event).length).toBeLessThan(2_000);
  });
});

describe('changing a note', () => {
  test('keeps every text it had, newest first, and keeps who wrote it', async () => {
    const author = await firm.member('member');
    const { id } = await write('First', verbs(author.call));
    await admin.patch(path(id), { text: 'Second' });
    await admin.patch(path(id), { text: 'Third' });
    expect((await admin.get(path(id))).body).toMatchObject({
      text: 'Third',
      version: 3,
      author: author.id,
      revisions: [
        { version: 2, text: 'Second' },
        { version: 1, text: 'First' },
      ],
    });
  });
  test('with If-Match of an older text is stale; another note’s change is none of its business', async () => {
    const [one, two] = [await write('One'), await write('Two')];
    const match = { headers: { 'if-match': '"1"' } };
    expect((await admin.patch(path(two.id), { text: 'Two!' }, match)).status).toBe(200);
    expect((await admin.patch(path(one.id), { text: 'One!' }, match)).status).toBe(200);
    expect(await admin.patch(path(one.id), { text: 'One?' }, match)).toMatchObject({ status: 412 });
    expect((await admin.get(path(one.id))).body).toMatchObject({ text: 'One!', revisions: [{ version: 1 }] });
  });
  test('is for who wrote it and who leads', async () => {
    const [author, other, manager, guest] = [
      await firm.member('member'),
      await firm.member('member'),
      await firm.member('manager'),
      await firm.member('guest'),
    ];
    const { id } = await write('Mine', verbs(author.call));
    const may = async (call: typeof author.call) => [
      (await verbs(call).get(path(id))).body.can.edit,
      (await verbs(call).patch(path(id), { text: 'Changed' })).status,
    ];
    expect(await may(author.call)).toEqual([true, 200]);
    expect(await may(manager.call)).toEqual([true, 200]);
    expect(await may(other.call)).toEqual([false, 403]);
    expect(await may(guest.call)).toEqual([false, 403]);
    await admin.patch(`/v1/team/${author.id}`, { role: 'guest' });
    expect(await may(author.call)).toEqual([false, 403]);
  });
  test('by ten at once keeps all ten texts', async () => {
    const { id } = await write('0');
    await Promise.all(Array.from({ length: 10 }, (_, i) => admin.patch(path(id), { text: `${i + 1}` })));
    const { text, revisions } = (await admin.get(path(id))).body;
    expect([text, ...revisions.map((one: Answer) => one.text)].map(Number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 11 }, (_, i) => i),
    );
  });
});
