import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { giveUp, type Intake, takeIn } from '../../../functions/documents/intake.ts';
import { onDecided } from '../../../functions/documents/machine.ts';
import { eraseDocuments } from '../../../functions/documents/on-erased.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { documents } from '../../../functions/documents/store.ts';
import { sweepDocuments } from '../../../functions/documents/sweep.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { anExpected, aPdf, eicar, saidOf } from '../../support/documents.ts';
import { fakePartUploads, fakeQuarantine } from '../../support/fakes.ts';
import { dyingAfter, through, typesOf, wholeWay } from '../../support/intake.ts';

let firm: FirmUnderTest;
let quarantine: ReturnType<typeof fakeQuarantine>;
let from: Intake;
let clientId: string;
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z'), toFake: ['Date'] });
  firm = await aFirm();
  quarantine = fakeQuarantine();
  from = { table: firm.memory, quarantine, scan: eicarScan };
  clientId = (await aClient(firm.admin.call)).id;
});
afterEach(() => vi.useRealTimers());

const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);
const stored = async (id: string) => documents.read((await firm.memory.get(documents.key(id)))!);
const last = (id: string) =>
  firm.memory.all().findLast(({ pk, type }) => pk === documents.key(id).pk && type === 'document.erased')!;
/** A file that may come, and what lies there for it. */
async function sent(bytes: Uint8Array = aPdf(), name = 'statement.pdf', lies: Uint8Array = bytes) {
  const { id } = await anExpected(firm.admin.call, clientId, saidOf(name, bytes));
  const { key } = await stored(id);
  quarantine.put(key, lies);
  return { id: id as string, key };
}

describe('a file in quarantine', () => {
  test('goes into the vault, its bytes leave quarantine, and its key stays taken', async () => {
    const { id, key } = await sent();
    await through(from, key);
    expect(await stored(id)).toMatchObject({ status: 'released', versionId: `version of ${key}` });
    expect(Buffer.from(quarantine.vault.get(key)!).equals(aPdf())).toBe(true);
    expect(quarantine.lying.get(key)).toHaveLength(0);
    expect(await typesOf(firm, id)).toEqual(wholeWay);
  });

  test.each([
    ['malware', Buffer.from(eicar), 'note.txt', undefined],
    ['not-its-type', aPdf(), 'photo.jpg', undefined],
    ['wrong-size', aPdf(), 'statement.pdf', aPdf('longer than was said')],
    ['wrong-checksum', aPdf('One'), 'statement.pdf', aPdf('Two')],
  ])('is turned away for %s, never reaches the vault, and its bytes are gone', async (code, said, name, lies) => {
    const { id, key } = await sent(said, name, lies);
    await through(from, key);
    expect(await stored(id)).toMatchObject({ status: 'rejected', why: { code } });
    expect(quarantine.vault.size).toBe(0);
    expect(quarantine.lying.get(key)).toHaveLength(0);
  });

  test('is taken in once, however often its event comes, and by how many at once', async () => {
    const { id, key } = await sent();
    await Promise.all([through(from, key), through(from, key), through(from, key)]);
    await through(from, key);
    expect(await typesOf(firm, id)).toEqual(wholeWay);
    expect(quarantine.vault.size).toBe(1);
  });

  test.each(['find', 'content', 'read', 'release', 'empty'] as const)(
    'comes through although intake dies after the bucket has answered to “%s”',
    async (verb) => {
      const { id, key } = await sent();
      const dying = dyingAfter(verb, from);
      await expect(through(dying, key)).rejects.toThrow('died');
      await through(dying, key);
      expect(await typesOf(firm, id)).toEqual(wholeWay);
      expect(quarantine.lying.get(key)).toHaveLength(0);
    },
  );

  test('under a key that nobody was given is left alone', async () => {
    const { id } = await sent();
    const guessed = `documents/${id}/${'0'.repeat(48)}`;
    quarantine.put(guessed, aPdf());
    expect(await takeIn(from, guessed)).toEqual({ done: true });
    expect(await takeIn(from, 'documents/elsewhere')).toEqual({ done: true });
    expect(await typesOf(firm, id)).toEqual(['document.expected']);
  });
});

describe('a file that was held back', () => {
  const locked = aPdf('Locked', '/Encrypt 5 0 R');
  const decide = (id: string, how: string) =>
    firm.admin.call('POST', `/v1/documents/${id}/${how}`, { body: { reason: 'The bank sends them so' } });

  test('stays in quarantine until a person lets it through, whose reason is kept', async () => {
    const { id, key } = await sent(locked);
    await through(from, key);
    expect(await stored(id)).toMatchObject({ status: 'held', why: { code: 'password' } });
    expect(quarantine.vault.size).toBe(0);
    expect((await decide(id, 'release')).status).toBe(200);
    await onDecided(
      { table: firm.memory, start: async (asked) => void (await through(from, asked)) },
      documents.key(id).pk,
    );
    expect(await stored(id)).toMatchObject({
      status: 'released',
      letThrough: { by: firm.admin.id, reason: 'The bank sends them so' },
    });
    expect((await decide(id, 'release')).status).toBe(422);
  });

  test('is taken away when a person turns it away', async () => {
    const { id, key } = await sent(locked);
    await through(from, key);
    expect((await decide(id, 'reject')).body).toMatchObject({
      status: 'rejected',
      why: { says: 'The bank sends them so' },
    });
    await through(from, key);
    expect(quarantine.lying.get(key)).toHaveLength(0);
  });

  test('is decided on by who leads', async () => {
    const { id, key } = await sent(locked);
    await through(from, key);
    const member = await firm.member('member');
    expect((await member.call('GET', `/v1/documents/${id}`)).body.can).toMatchObject({ decide: false });
    const reply = await member.call('POST', `/v1/documents/${id}/release`, { body: { reason: 'I know them' } });
    expect(reply.status).toBe(403);
  });

  test('may be one that could not be checked after all tries', async () => {
    const { id, key } = await sent();
    await takeIn(from, key);
    await giveUp(from, key);
    expect(await stored(id)).toMatchObject({ status: 'held', why: { code: 'not-checked' } });
  });
});

describe('a file of a client who is erased', () => {
  test('leaves neither its name nor its bytes', async () => {
    const [one, two] = [await sent(aPdf(), 'Passport of Ann Lee.pdf'), await sent(aPdf(), 'Ann Lee again.pdf')];
    await through(from, one.key);
    await firm.admin.call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
    await firm.admin.call('POST', `/v1/clients/${clientId}/erase`);
    const told = firm.memory.all().find(({ type, pk }) => type === 'client.erased' && pk === `CLIENT#${clientId}`)!;
    for (let n = 0; n < 2; n++) await eraseDocuments(firm.memory, told);
    for (const { id } of [one, two]) await onErased(firm.memory, last(id));
    for (const { key } of [one, two]) await through(from, key);
    expect(quarantine.vault.size).toBe(0);
    expect([...quarantine.lying.values()].map(({ length }) => length)).toEqual([0, 0]);
    expect(JSON.stringify(firm.memory.all())).not.toContain('Ann Lee');
    expect(await stored(one.id)).toMatchObject({ name: 'Erased.pdf', status: 'released' });
    const { can } = (await firm.admin.call('GET', `/v1/documents/${one.id}`)).body;
    expect(Object.values(can)).not.toContain(true);
    expect((await firm.admin.call('GET', `/v1/documents/${one.id}/download`)).status).toBe(422);
    expect((await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).body).toMatchObject({ verdict: 'intact' });
  });
});

describe('the sweep', () => {
  const started: string[] = [];
  const start = async (key: string) => void started.push(key);
  const sweep = () => sweepDocuments({ table: firm.memory, quarantine, parts: fakePartUploads(), start });
  beforeEach(() => void started.splice(0));

  test('finds a file whose event never came, and leaves those alone that are on their way', async () => {
    const { key } = await sent();
    expect(await sweep()).toEqual({ started: 0, ended: 0, left: 0 });
    later(31);
    await anExpected(firm.admin.call, clientId);
    expect(await sweep()).toEqual({ started: 1, ended: 0, left: 0 });
    expect(started).toEqual([key]);
    await through(from, key);
    later(31);
    started.splice(0);
    await sweep();
    expect(started).toEqual([]);
  });

  test('begins again where intake has stopped on the way', async () => {
    const { key } = await sent();
    await takeIn(from, key);
    await takeIn(from, key);
    later(31);
    await sweep();
    expect(started).toEqual([key]);
  });

  test('gives up what never came, after a day', async () => {
    const { id } = await anExpected(firm.admin.call, clientId);
    later(23 * 60);
    expect(await sweep()).toEqual({ started: 0, ended: 0, left: 1 });
    later(61);
    expect(await sweep()).toEqual({ started: 0, ended: 1, left: 0 });
    expect(await stored(id)).toMatchObject({ status: 'rejected', why: { code: 'never-came' } });
    expect(await sweep()).toEqual({ started: 0, ended: 0, left: 0 });
  });
});
