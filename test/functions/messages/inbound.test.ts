import { describe, expect, test } from 'vitest';
import { fitting } from '../../../functions/messages/inbound.ts';
import { readMail } from '../../../functions/messages/inbound-mail.ts';
import { replyMime } from '../../../infra/local/mail/reply-mime.ts';

const file = { name: 'Lease.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) };

describe('what a mail says', () => {
  test('is a message as it is, where that holds it', () => {
    const text = 'x'.repeat(20_000);
    expect(fitting({ text, files: [file] })).toEqual({ text, files: [file] });
    expect(fitting({ text: '', files: [file] }).text).toBe('See the attached files.');
    expect(fitting({ text: '', files: [] }).text).toBe('');
  });

  test('stands whole in a file where it is too long, and the message says so', () => {
    for (const begin of ['', 'x']) {
      const long = `${begin}${'🙂'.repeat(10_100)}The end`;
      const { text, files } = fitting({ text: long, files: [file] });
      expect(text).toMatch(/🙂 …\n\nThis mail is longer: all of it is in the file “The whole mail\.txt”\.$/u);
      expect([text.length <= 20_000, text.isWellFormed()]).toEqual([true, true]);
      expect(files.map(({ name }) => name)).toEqual(['The whole mail.txt', 'Lease.pdf']);
      expect(new TextDecoder().decode(files[0]!.bytes)).toBe(long);
    }
  });
});

describe('a reply from the mailbox of a local stack', () => {
  const mail = {
    id: '1',
    at: '2026-03-04T17:00:00.000Z',
    from: 'Larkfield <office@larkfield.example>',
    subject: 'The lease',
  };
  const whole = {
    ...mail,
    to: [],
    cc: [],
    bcc: [],
    replyTo: ['k@reply.example'],
    headers: [],
    attachments: [],
    recipients: [],
  };

  test('is one against which nothing is found, as SES says it', async () => {
    const reply = { from: 'alicia@juniper.example', text: 'The second one', files: [] };
    const read = await readMail(replyMime(whole, reply));
    expect(read).toMatchObject({
      from: reply.from,
      text: 'The second one',
      isAutomatic: false,
      to: ['k@reply.example'],
    });
    expect(read.suspicion).toBeUndefined();
  });
});
