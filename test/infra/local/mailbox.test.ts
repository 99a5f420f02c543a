import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, expect, test } from 'vitest';
import { movableClock } from '../../../infra/local/clock.ts';
import { mailbox, type NewMail } from '../../../infra/local/mail/mailbox.ts';
import { openStore } from '../../../infra/local/store.ts';

const directory = mkdtempSync(join(tmpdir(), 'mailbox-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function aMail(mail: Partial<NewMail> = {}): NewMail {
  return {
    from: 'Juniper CPA <office@juniper.example>',
    to: ['ann@example.com'],
    subject: 'Hello',
    text: 'Hi',
    ...mail,
  };
}

function empty() {
  const clock = movableClock();
  return { clock, ...mailbox({ store: openStore(':memory:'), clock }) };
}

test('a mail is read as it was kept', () => {
  const { keep, read } = empty();
  const id = keep(
    aMail({
      to: ['Ann <ann@example.com>'],
      bcc: ['bob@example.com'],
      html: '<p>Hi</p>',
      headers: [{ name: 'X-Job', value: '7' }],
      attachments: [{ name: 'a.pdf', type: 'application/pdf', content: Buffer.from('pdf') }],
    }),
  );
  expect(read(id)).toEqual({
    id,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    from: 'Juniper CPA <office@juniper.example>',
    to: ['Ann <ann@example.com>'],
    cc: [],
    bcc: ['bob@example.com'],
    replyTo: [],
    subject: 'Hello',
    text: 'Hi',
    html: '<p>Hi</p>',
    headers: [{ name: 'X-Job', value: '7' }],
    attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 3 }],
    recipients: ['ann@example.com', 'bob@example.com'],
  });
  expect(read('nothing')).toBeUndefined();
});

test('an attachment is kept byte for byte', () => {
  const { keep, attachment } = empty();
  const content = Buffer.from([0, 255, 13, 10]);
  const id = keep(aMail({ attachments: [{ name: 'b.bin', type: 'application/octet-stream', content }] }));
  expect(Buffer.from(attachment(id, 0)!.content)).toEqual(content);
  expect(attachment(id, 0)!.name).toBe('b.bin');
  expect(attachment(id, 1)).toBeUndefined();
  expect(attachment('nothing', 0)).toBeUndefined();
});

test('the list is newest first, by arrival, and goes back page by page', () => {
  const { keep, list } = empty();
  const ids = ['1', '2', '3', '4', '5'].map((subject) => keep(aMail({ subject })));
  const subjects = (query?: Parameters<typeof list>[0]) => list(query).map(({ subject }) => subject);
  expect(subjects()).toEqual(['5', '4', '3', '2', '1']);
  expect(subjects({ limit: 2 })).toEqual(['5', '4']);
  expect(subjects({ limit: 2, before: ids[3] })).toEqual(['3', '2']);
});

test('the list narrows to a recipient of any kind, exactly and whatever the case', () => {
  const { keep, list, recipients } = empty();
  keep(aMail({ subject: 'to', to: ['"Ann" <Ann@Example.com>'] }));
  keep(aMail({ subject: 'bcc', to: ['bob@example.com'], bcc: ['ann@example.com'] }));
  keep(aMail({ subject: 'other', to: ['joann@example.com'] }));
  const subjects = (to: string) => list({ to }).map(({ subject }) => subject);
  expect(subjects('ann@example.com')).toEqual(['bcc', 'to']);
  expect(subjects('ANN@EXAMPLE.COM')).toEqual(['bcc', 'to']);
  expect(subjects('nn@example.com')).toEqual([]);
  expect(recipients()).toEqual(['joann@example.com', 'ann@example.com', 'bob@example.com']);
});

test('the list narrows to a time, and to words in subject, names and body', () => {
  const { keep, list, count, clock } = empty();
  keep(aMail({ subject: 'Engagement letter' }));
  clock.forward(3_600_000);
  const since = clock.now();
  keep(aMail({ subject: 'Invoice 100%', text: undefined, html: '<b>Café</b> receipts' }));
  const subjects = (query: Parameters<typeof list>[0]) => list(query).map(({ subject }) => subject);
  expect(subjects({ since })).toEqual(['Invoice 100%']);
  expect(count(since)).toBe(1);
  expect(subjects({ search: 'LETTER' })).toEqual(['Engagement letter']);
  expect(subjects({ search: 'café' })).toEqual(['Invoice 100%']);
  expect(subjects({ search: '0%' })).toEqual(['Invoice 100%']);
  expect(subjects({ search: '_' })).toEqual([]);
  expect(subjects({ search: 'juniper', to: 'bob@example.com' })).toEqual([]);
});

test('a mailbox opened again has its mail', () => {
  const file = join(directory, 'again.sqlite');
  const first = openStore(file);
  const id = mailbox({ store: first, clock: movableClock() }).keep(aMail());
  first.close();
  const second = openStore(file);
  expect(mailbox({ store: second, clock: movableClock() }).read(id)?.subject).toBe('Hello');
  second.close();
});

test('a mail that was acknowledged survives the end of the process at that moment', async () => {
  const file = join(directory, 'killed.sqlite');
  const child = spawn(process.execPath, [fileURLToPath(new URL('./mailbox-child.ts', import.meta.url)), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const client = new SESv2Client({
    endpoint: line.toString().trim(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const acknowledged: string[] = [];
  for (let i = 0; i < 20; i++) {
    const Body = { Text: { Data: `body ${i}` } };
    const { MessageId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: 'office@juniper.example',
        Destination: { ToAddresses: ['ann@example.com'] },
        Content: { Simple: { Subject: { Data: 'Hello' }, Body } },
      }),
    );
    acknowledged.push(MessageId!);
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = openStore(file);
  const kept = mailbox({ store, clock: movableClock() }).list();
  expect(kept.map(({ id }) => id)).toEqual(acknowledged.toReversed());
  store.close();
});
