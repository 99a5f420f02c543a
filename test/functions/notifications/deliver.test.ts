import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver, type Send, senderOf } from '../../../functions/notifications/deliver.ts';
import { mails, queueMail } from '../../../functions/notifications/mail.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { anAuthor, eventsOf } from '../../support/builders.ts';
import { faulty, type Fault } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';

let memory: ReturnType<typeof memoryTable>;
let id: string;
let sent: string[];
const send: Send = async (mail) => void sent.push(mail.id);
const state = async () => mails.read((await memory.get(mails.key(id)))!);

beforeEach(async () => {
  memory = memoryTable();
  id = newId('mail');
  sent = [];
  const mail = { to: 'odile@marchetti.example', subject: 'Hello', text: 'Hello Odile' };
  await write(memory, [queueMail(mail, id, '2026-01-05T15:00:00.000Z')], anAuthor('system'));
});

describe('delivering a mail', () => {
  test('sends it as it was queued, and says when', async () => {
    let given: unknown;
    await deliver(memory, async (mail) => void (given = mail), id);
    expect(given).toMatchObject({ id, to: 'odile@marchetti.example', subject: 'Hello', text: 'Hello Odile' });
    expect(await state()).toMatchObject({ status: 'sent', sentAt: expect.any(String), version: 2 });
    expect(eventsOf(memory.all()).map(({ type, actor }) => [type, actor])).toEqual([
      ['mail.queued', 'system'],
      ['mail.sent', 'system'],
    ]);
  });

  test('again, late or for the event that it was sent does nothing', async () => {
    for (let i = 0; i < 4; i++) await deliver(memory, send, id);
    expect(sent).toEqual([id]);
    expect(eventsOf(memory.all())).toHaveLength(2);
  });

  test('that there is not does nothing', async () => {
    await deliver(memory, send, newId('mail'));
    expect(sent).toEqual([]);
  });

  test('that the mail service refused stays queued and goes with the next try', async () => {
    await expect(deliver(memory, () => Promise.reject(new Error('Throttled')), id)).rejects.toThrow('Throttled');
    expect((await state()).status).toBe('queued');
    await deliver(memory, send, id);
    expect(sent).toEqual([id]);
  });

  test('by a process that ended between sending and marking sends it once more and no more', async () => {
    const ending = faulty(memory, { seed: 1, script: ['crash'] });
    await expect(deliver(ending, send, id)).rejects.toThrow('The process ended');
    for (let i = 0; i < 3; i++) await deliver(memory, send, id);
    expect(sent).toEqual([id, id]);
    expect((await state()).status).toBe('sent');
  });

  test('by two at once marks it once', async () => {
    await Promise.all([deliver(memory, send, id), deliver(memory, send, id)]);
    expect(sent.length).toBeLessThanOrEqual(2);
    expect(eventsOf(memory.all()).filter(({ type }) => type === 'mail.sent')).toHaveLength(1);
  });

  test('over a table that loses answers, refuses and ends is never lost, and sent again only after an end', async () => {
    const anyFault = fc.constantFrom<Fault | undefined>('conflict', 'busy', 'lost', 'crash', undefined);
    await fc.assert(
      fc.asyncProperty(fc.array(anyFault, { maxLength: 5 }), fc.integer(), async (script, seed) => {
        memory = memoryTable();
        sent = [];
        await write(
          memory,
          [queueMail({ to: 'o@m.example', subject: 'x', text: 'x' }, id, '2026-01-05T15:00:00.000Z')],
          anAuthor('system'),
        );
        const table = faulty(memory, { seed, script });
        for (let tries = 0; tries < 8; tries++)
          await inFastTime(seed, () => deliver(table, send, id)).catch(() => undefined);
        expect((await state()).status).toBe('sent');
        expect(sent.length).toBeGreaterThanOrEqual(1);
        expect(sent.length).toBeLessThanOrEqual(1 + script.filter((fault) => fault === 'crash').length);
        expect(eventsOf(memory.all()).filter(({ type }) => type === 'mail.sent')).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('whom a mail comes from', () => {
  const address = 'office@larkfieldrowe.example';

  test.each([
    [undefined, address],
    ['Eleanor Rowe, Larkfield & Rowe', `"Eleanor Rowe, Larkfield & Rowe" <${address}>`],
    ['The "A" \\ Team', `"The \\"A\\" \\\\ Team" <${address}>`],
    ['Tomás', `=?utf-8?B?VG9tw6Fz?= <${address}>`],
    ['Ann\r\nBcc: all@x.example', `"Ann  Bcc: all@x.example" <${address}>`],
  ])('named %j is written so that a header bears it', (name, header) => {
    expect(senderOf(name, address)).toBe(header);
  });

  /** As who receives it reads it (RFC 5322, RFC 2047). */
  const readBack = (phrase: string): string =>
    phrase.startsWith('"')
      ? phrase.slice(1, -1).replaceAll(/\\(.)/g, '$1')
      : Buffer.concat(
          phrase.split(' ').map((word) => Buffer.from(/^=\?utf-8\?B\?(.*)\?=$/.exec(word)![1]!, 'base64')),
        ).toString();

  test('any name comes back as it was, in plain letters and words that are short enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 340 }), (given) => {
        const name = given.replaceAll(/\p{Cc}/gu, ' ').trim();
        fc.pre(name !== '' && name.isWellFormed());
        const header = senderOf(name, address);
        expect(header).toMatch(/^[\x20-\x7E]+$/);
        expect(header.endsWith(` <${address}>`)).toBe(true);
        expect(readBack(header.slice(0, -address.length - 3))).toBe(name);
        for (const word of header.match(/=\?utf-8\?B\?[^?]*\?=/g) ?? []) expect(word.length).toBeLessThanOrEqual(75);
      }),
    );
  });
});
