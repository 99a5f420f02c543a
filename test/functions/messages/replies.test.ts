import { beforeEach, describe, expect, test } from 'vitest';
import { eicarScan } from '../../../functions/documents/scan.ts';
import type { Answer } from '../../support/call.ts';
import { aPdf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { through } from '../../support/intake.ts';
import { aThread, someThread, toldByMail } from '../../support/messages.ts';
import { aMailedThread } from '../../support/replies.ts';
import { saidTo, told } from '../../support/telling.ts';

const pages = (count: number) =>
  Array.from({ length: count }, (_, i): [string, Buffer] => {
    const name = `Page ${String(i + 1).padStart(2, '0')}.pdf`;
    return [name, aPdf(name)];
  });

let here: Awaited<ReturnType<typeof aMailedThread>>;
beforeEach(async () => {
  here = await aMailedThread();
});

describe('a reply by mail', () => {
  test('is what the person said, and its file goes the way of all files', async () => {
    expect(await here.receive(here.raw({ files: [['Lease.pdf', aPdf()]] }))).toBe('said');
    expect((await here.said())[0]).toMatchObject({
      by: here.contactId,
      text: 'The second one',
      files: [{ name: 'Lease.pdf' }],
    });
    const [document] = here.record('document');
    expect(document).toMatchObject({ status: 'expected', visibility: 'client', addedBy: here.contactId, byMail: true });
    expect([...here.brought.keys()]).toEqual([document!.key]);
    await told(here.firm);
    expect(await saidTo(here.firm.admin.call)).toEqual(['Juniper Street Dental wrote in “The lease”']);
  });

  test('is read by who wrote it, with what it answers, once that was mailed', async () => {
    await toldByMail(here.firm, here.id);
    await here.receive(here.raw());
    expect((await here.thread()).readUpTo[here.contactId]).toBe(2);
  });

  test('delivered twice or twice at once is there once, with its files', async () => {
    const content = here.raw({ files: [['Lease.pdf', aPdf()]] });
    const outcomes = await Promise.all([here.receive(content), here.receive(content)]);
    expect(outcomes.toSorted()).toEqual(['again', 'said']);
    expect(await here.receive(content)).toBe('again');
    expect(await here.said()).toHaveLength(2);
    expect(here.record('document')).toHaveLength(1);
  });

  test('whose files did not come through the first time has them with the second', async () => {
    const content = here.raw({ files: [['Lease.pdf', aPdf()]] });
    const broken = async () => {
      throw new Error('The storage is away');
    };
    await expect(here.receive(content, broken)).rejects.toThrow('The storage is away');
    expect(await here.receive(content)).toBe('again');
    expect([here.brought.size, (await here.said()).length, here.record('document').length]).toEqual([1, 2, 1]);
  });

  test('two at once, and a message of the firm, are all there in one order', async () => {
    await Promise.all([
      here.receive(here.raw({ text: 'One' })),
      here.us.post(`/v1/threads/${here.id}/messages`, { text: 'Two' }),
      here.receive(here.raw({ text: 'Three' })),
    ]);
    expect((await here.said()).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test('names what could not be taken', async () => {
    expect(await here.receive(here.raw({ files: [['Setup.exe', aPdf()]] }))).toBe('said');
    expect((await here.said())[0]).toMatchObject({ leftOut: ['Setup.exe'], files: [] });
  });

  test('with more files than a message has goes on in further messages, and brings every one of them', async () => {
    const files = pages(23);
    expect(await here.receive(here.raw({ files }))).toBe('said');
    const said = (await here.said()).toReversed().slice(1);
    expect(said.map(({ text, files: with_ }) => [text, with_.length])).toEqual([
      ['The second one', 10],
      ['More files of the same mail (2 of 3).', 10],
      ['More files of the same mail (3 of 3).', 3],
    ]);
    expect(here.brought.size).toBe(23);
    const named = new Set((await here.theirFiles()).map(({ name }) => name));
    expect(named).toEqual(new Set(files.map(([name]) => name)));
  });

  test('with many files goes on where it stopped, once', async () => {
    const content = here.raw({ files: pages(12) });
    const failing = async (key: string, bytes: Uint8Array) => {
      if (here.brought.size === 10) throw new Error('The storage is away');
      here.brought.set(key, bytes);
    };
    await expect(here.receive(content, failing)).rejects.toThrow('The storage is away');
    expect(await here.receive(content)).toBe('again');
    expect([here.brought.size, (await here.said()).length, here.record('document').length]).toEqual([12, 3, 12]);
  });

  test('that is longer than a message has its file of all words also where it came through the second time', async () => {
    const content = here.raw({ text: 'A long line '.repeat(2_000) });
    const broken = async () => {
      throw new Error('The storage is away');
    };
    await expect(here.receive(content, broken)).rejects.toThrow('The storage is away');
    expect(await here.receive(content)).toBe('again');
    expect(here.brought.size).toBe(1);
  });

  test.each<[string, string[]]>([
    ['is not sure', ['x-ses-virus-verdict: GRAY']],
    ['could not look', ['x-ses-virus-verdict: PROCESSING_FAILED']],
    ['says nothing that can be read', ['x-ses-virus-verdict:']],
  ])('of which the mail service %s whether it is clean brings files that a person lets through', async (_, headers) => {
    const content = here.raw({ headers, files: [['Lease.pdf', aPdf()]] });
    const quarantine = fakeQuarantine();
    expect(await here.receive(content, async (key, bytes) => quarantine.put(key, bytes))).toBe('said');
    const [{ key }] = here.record('document') as [Answer];
    await through({ table: here.firm.memory, quarantine, scan: eicarScan }, key);
    expect(here.record('document')[0]).toMatchObject({ status: 'held', why: { code: 'not-checked' } });
    expect(quarantine.vault.size).toBe(0);
  });

  test.each<[string, string[]]>([
    ['an absence note', ['auto-submitted: auto-replied']],
    ['a bounce', ['return-path: <>']],
    ['a mail of our own', ['x-firmament-mail: mai_1']],
  ])('is none where it is %s', async (_, headers) => {
    expect(await here.receive(here.raw({ headers }))).toBe('automatic');
    expect([(await here.said()).length, (await here.held()).length]).toEqual([1, 0]);
  });

  test.each<[string, string[]]>([
    [
      'a way to leave a list',
      ['list-unsubscribe: <mailto:leave@juniper.example>', 'list-id: <partners.juniper.example>'],
    ],
    ['the word that no machine wrote it', ['auto-submitted: no']],
    ['the mark of a list', ['precedence: list']],
  ])('is one also with %s', async (_, headers) => {
    expect(await here.receive(here.raw({ headers }))).toBe('said');
  });

  test('that says something else is another one, also under a Message-ID that there was', async () => {
    expect(await here.receive(here.raw({ messageId: 'same@juniper.example', text: 'One' }))).toBe('said');
    expect(await here.receive(here.raw({ messageId: 'same@juniper.example', text: 'Two' }))).toBe('said');
    expect(await here.receive(here.raw({ messageId: 'same@juniper.example', text: 'Two' }))).toBe('again');
    expect((await here.said()).map(({ text }) => text).slice(0, 2)).toEqual(['Two', 'One']);
  });

  test('to two conversations is in the one that each copy came for', async () => {
    const other = await aThread(here.firm.admin.call, here.clientId, someThread(here.contactId));
    const twice = { messageId: 'same@juniper.example' };
    expect(await here.receive(here.raw(twice))).toBe('said');
    expect(await here.receive(here.raw({ ...twice, to: await here.addressOf(here.contactId, other.id) }))).toBe('said');
  });

  test('that is longer than a message is there whole, as a file', async () => {
    const text = `${'🙂 and a long line '.repeat(1_500)}The end`;
    expect(await here.receive(here.raw({ text }))).toBe('said');
    const [last] = await here.said();
    expect(last!.text).toMatch(/The whole mail\.txt”\.$/);
    expect(last!.files).toMatchObject([{ name: 'The whole mail.txt' }]);
    expect(new TextDecoder().decode([...here.brought.values()][0])).toBe(text);
  });

  test('does not take the place of the mail about what the firm wrote meanwhile', async () => {
    await toldByMail(here.firm, here.id);
    await here.us.post(`/v1/threads/${here.id}/messages`, { text: 'And who signed it?' });
    expect(await here.receive(here.raw())).toBe('said');
    expect((await here.thread()).readUpTo[here.contactId]).toBe(1);
    await toldByMail(here.firm, here.id);
    expect(here.record('mail').map((one) => one.text.split('\n\n')[0])).toEqual([
      'Which of the two leases did you sign?',
      'And who signed it?',
    ]);
  });

  test('does not make unread what was read on the page', async () => {
    await here.them.post(`/portal/v1/threads/${here.id}/read`, { upTo: 1 });
    expect(await here.receive(here.raw())).toBe('said');
    await toldByMail(here.firm, here.id);
    expect(here.record('mail')).toEqual([]);
  });

  test('to a guessed address, to another domain, or in an erased conversation reaches nobody', async () => {
    const guessed = here.to.replace(/.(?=@)/, (letter) => (letter === 'a' ? 'b' : 'a'));
    expect(await here.receive(here.raw({ to: guessed }))).toBe('to nobody');
    expect(await here.receive(here.raw({ to: here.to.replace(here.domain, 'other.example') }))).toBe('to nobody');
    expect(await here.said()).toHaveLength(1);
  });
});
