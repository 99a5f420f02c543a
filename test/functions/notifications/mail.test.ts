import { describe, expect, test } from 'vitest';
import { Mail, mails, queueMail } from '../../../functions/notifications/mail.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { anAuthor, eventsOf } from '../../support/builders.ts';

const now = '2026-01-05T15:00:00.000Z';
const mail = { to: 'odile@marchetti.example', subject: 'The audit trail', text: 'Something was changed' };

describe('a mail', () => {
  test('leaves with the transaction it is part of, queued, with what it says told by length and hash', async () => {
    const table = memoryTable();
    const id = newId('mail');
    await write(table, [queueMail(mail, id, now)], anAuthor('system'));
    expect(mails.read((await table.get(mails.key(id)))!)).toEqual({
      id,
      ...mail,
      clientIds: [],
      status: 'queued',
      queuedAt: now,
      version: 1,
    });
    const [event] = eventsOf(table.all());
    expect(event).toMatchObject({
      type: 'mail.queued',
      pk: `MAIL#${id}`,
      on: ['MAIL'],
      changes: { MAIL: { text: [null, { length: mail.text.length }] } },
    });
    expect(JSON.stringify(event)).not.toContain(mail.text);
  });
  test('goes to an address, says something, and not without end', () => {
    const queued = { id: newId('mail'), ...mail, status: 'queued', queuedAt: now };
    expect(Mail.safeParse(queued).success).toBe(true);
    for (const wrong of [
      { to: 'odile' },
      { subject: '' },
      { subject: 'x'.repeat(201) },
      { text: '' },
      { text: 'x'.repeat(100_001) },
      { status: 'lost' },
    ])
      expect(Mail.safeParse({ ...queued, ...wrong }).success).toBe(false);
  });
});
