import {
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  ListEmailIdentitiesCommand,
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
  SESv2Client,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterEach, expect, test } from 'vitest';
import { startAwsApi, type AwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { mailbox } from '../../../infra/local/mail/mailbox.ts';
import { detailTypes, type SesEvent } from '../../../infra/local/mail/ses-events.ts';
import { parseInput, SendEmail, toMail } from '../../../infra/local/mail/ses-message.ts';
import { ses, type SesOptions } from '../../../infra/local/mail/ses.ts';
import { openStore } from '../../../infra/local/store.ts';

const running: AwsApi[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.close()));
});

async function start(options: Partial<SesOptions> = {}) {
  const store = openStore(':memory:');
  const clock = movableClock();
  const mails = mailbox({ store, clock });
  const api = await startAwsApi({ rest: [ses({ mailbox: mails, store, clock, ...options })] });
  running.push(api);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SESv2Client({ endpoint: api.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  const send = (input: SendEmailCommandInput) => client.send(new SendEmailCommand(input));
  return { client, send, mails, url: api.url, clock };
}

function simple(input: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput {
  return {
    FromEmailAddress: 'Juniper CPA <office@juniper.example>',
    Destination: { ToAddresses: ['ann@example.com'] },
    Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hi' } } } },
    ...input,
  };
}

test('a simple mail with everything in it stands in the mailbox under its message id', async () => {
  const { send, mails } = await start();
  const { MessageId } = await send(
    simple({
      FromEmailAddress: '=?utf-8?Q?B=C3=BCro?= <office@juniper.example>',
      Destination: {
        ToAddresses: ['"Doe, Ann" <ann@example.com>'],
        CcAddresses: ['cc@example.com'],
        BccAddresses: ['bcc@example.com'],
      },
      ReplyToAddresses: ['jobs@juniper.example'],
      Content: {
        Simple: {
          Subject: { Data: 'Grüße', Charset: 'UTF-8' },
          Body: { Text: { Data: 'Hi' }, Html: { Data: '<p>Hi</p>' } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://example.com/u>' }],
          Attachments: [{ FileName: 'a.ics', ContentType: 'text/calendar', RawContent: Buffer.from('BEGIN') }],
        },
      },
    }),
  );
  expect(mails.read(MessageId!)).toMatchObject({
    from: 'Büro <office@juniper.example>',
    to: ['"Doe, Ann" <ann@example.com>'],
    cc: ['cc@example.com'],
    bcc: ['bcc@example.com'],
    replyTo: ['jobs@juniper.example'],
    subject: 'Grüße',
    text: 'Hi',
    html: '<p>Hi</p>',
    headers: [{ name: 'List-Unsubscribe', value: '<https://example.com/u>' }],
    attachments: [{ name: 'a.ics', type: 'text/calendar', size: 5 }],
    recipients: ['ann@example.com', 'cc@example.com', 'bcc@example.com'],
  });
});

const raw = (...lines: string[]) => ({ Raw: { Data: Buffer.from(lines.join('\r\n')) } });

test('a raw mail is taken apart, and goes to the recipients in its headers', async () => {
  const { send, mails } = await start();
  const Content = raw(
    'From: "=?utf-8?Q?B=C3=BCro=2C_Ann?=" <office@juniper.example>',
    'To: =?utf-8?Q?M=C3=BCller=2C_Zo=C3=AB?= <zoe@example.com>, ann@example.com',
    'Bcc: secret@example.com',
    'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hallo Zoë',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Hallo</p>',
    '--b--',
  );
  const { MessageId } = await send({ Content });
  const mail = mails.read(MessageId!)!;
  expect(mail).toMatchObject({
    to: ['Müller, Zoë <zoe@example.com>', 'ann@example.com'],
    bcc: ['secret@example.com'],
    subject: 'Grüße',
    text: 'Hallo Zoë',
    html: '<p>Hallo</p>',
    recipients: ['zoe@example.com', 'ann@example.com', 'secret@example.com'],
  });
  expect(mail.from).toContain('<office@juniper.example>');
  expect(mail.headers.map(({ name }) => name)).not.toContain('Bcc');
});

test('the destination given with a raw mail counts, not its headers', async () => {
  const { send, mails } = await start();
  const Content = raw('From: office@juniper.example', 'To: ann@example.com', '', 'Hi');
  const { MessageId } = await send({ Content, Destination: { ToAddresses: ['bob@example.com'] } });
  expect(mails.read(MessageId!)).toMatchObject({ to: ['ann@example.com'], bcc: ['bob@example.com'] });
  expect(mails.list({ to: 'ann@example.com' })).toEqual([]);
  expect(mails.list({ to: 'bob@example.com' })).toHaveLength(1);
});

const to = (...ToAddresses: string[]) => simple({ Destination: { ToAddresses } });
const content = (Simple: object) =>
  simple({ Content: { Simple: { Subject: { Data: 'a' }, Body: { Text: { Data: 'a' } }, ...Simple } } });

test.each<[string, SendEmailCommandInput, RegExp]>([
  ['no recipient', to(), /at least one recipient/],
  ['no destination', simple({ Destination: undefined }), /at least one recipient/],
  ['a recipient without domain', to('ann'), /Missing final '@domain': "ann"/],
  ['a recipient without name', to('@example.com'), /User name is missing/],
  ['two recipients in one', to('a@example.com, b@example.com'), /Illegal address/],
  ['a recipient with a space', to('a b@example.com'), /Illegal address/],
  ['a domain that is none', to('ann@-example..com'), /Illegal domain/],
  ['a domain without a dot', to('ann@localhost'), /Illegal domain/],
  ['a line break in a recipient', to('ann@example.com\r\nBcc: x@example.com'), /Non-ASCII|Illegal/],
  ['a name that is not encoded', to('Zoë <zoe@example.com>'), /MIME encoded-word/],
  ['51 recipients', to(...Array.from({ length: 51 }, (_, i) => `a${i}@example.com`)), /exceeds 50/],
  ['no sender', simple({ FromEmailAddress: undefined }), /FromEmailAddress is missing/],
  ['a sender that is none', simple({ FromEmailAddress: 'Juniper' }), /Missing final '@domain'/],
  ['a bad reply address', simple({ ReplyToAddresses: ['x'] }), /Missing final/],
  ['no content', simple({ Content: {} }), /exactly one of Simple and Raw/],
  ['a template', simple({ Content: { Template: { TemplateName: 't' } } }), /renders no templates/],
  ['a subject of two lines', content({ Subject: { Data: 'a\r\nBcc: x@example.com' } }), /Subject must be one line/],
  ['a header with a line break', content({ Headers: [{ Name: 'X-A', Value: 'a\nb' }] }), /Headers\.0\.Value/],
  ['a raw mail without sender', { Content: raw('To: ann@example.com', '', 'Hi') }, /'From'/],
  ['a raw mail without recipient', { Content: raw('From: a@example.com', '', 'Hi') }, /at least one recipient/],
])('%s is refused, and nothing is kept', async (_, input, message) => {
  const { send, mails } = await start();
  await expect(send(input)).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringMatching(message) as string,
    $metadata: { httpStatusCode: 400 },
  });
  expect(mails.list()).toEqual([]);
});

test('a mail over 40 MB is refused, raw or with its attachments', () => {
  const megabytes = (n: number) => Buffer.alloc(n * 1024 * 1024, 97).toString('base64');
  const mailOf = (Content: object) => toMail(parseInput(SendEmail, { ...simple(), Content }));
  const withFile = (RawContent: string) => ({
    Simple: { Subject: { Data: 'a' }, Body: {}, Attachments: [{ FileName: 'a', RawContent }] },
  });
  expect(mailOf(withFile(megabytes(29))).attachments).toHaveLength(1);
  expect(() => mailOf(withFile(megabytes(31)))).toThrow(/more than 41943040/);
  expect(() => mailOf({ Raw: { Data: megabytes(41) } })).toThrow(/more than 41943040/);
});

test('without identities of the stack any sender will do; with them, theirs only', async () => {
  const { send } = await start({ identities: ['juniper.example', 'Ann@Example.com'] });
  await send(simple());
  await send(simple({ FromEmailAddress: 'x@mail.juniper.example' }));
  await send(simple({ FromEmailAddress: 'ann@example.com' }));
  for (const FromEmailAddress of ['bob@example.com', 'x@notjuniper.example'])
    await expect(send(simple({ FromEmailAddress }))).rejects.toMatchObject({
      name: 'MessageRejected',
      message: expect.stringContaining(FromEmailAddress) as string,
    });
});

test('an account in the sandbox says so and reaches verified and simulated recipients only', async () => {
  const { client, send, mails } = await start({ sandbox: true });
  const account = await client.send(new GetAccountCommand());
  expect(account).toMatchObject({ ProductionAccessEnabled: false, SendQuota: { Max24HourSend: 200 } });
  await expect(send(to('ann@example.com', 'success@simulator.amazonses.com'))).rejects.toThrow(/not verified.*ann@/);
  await send(to('success@simulator.amazonses.com'));
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'ann@example.com' }));
  await send(to('ann@example.com'));
  expect(mails.list()).toHaveLength(2);
});

test('an account out of the sandbox has a quota and counts what it sent in a day', async () => {
  const { client, send, clock } = await start();
  await send(simple());
  const sent = async () => (await client.send(new GetAccountCommand())).SendQuota?.SentLast24Hours;
  expect(await sent()).toBe(1);
  clock.forward(86_400_001);
  expect(await sent()).toBe(0);
  expect(await client.send(new GetAccountCommand())).toMatchObject({
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    EnforcementStatus: 'HEALTHY',
  });
});

test('identities are made, read, listed and removed', async () => {
  const { client } = await start({ identities: ['juniper.example'] });
  const create = (EmailIdentity: string) => client.send(new CreateEmailIdentityCommand({ EmailIdentity }));
  const get = (EmailIdentity: string) => client.send(new GetEmailIdentityCommand({ EmailIdentity }));
  expect(await create('a+b@example.com')).toMatchObject({ IdentityType: 'EMAIL_ADDRESS' });
  expect(await get('a+b@example.com')).toMatchObject({ VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS' });
  expect(await get('juniper.example')).toMatchObject({ IdentityType: 'DOMAIN' });
  const { EmailIdentities } = await client.send(new ListEmailIdentitiesCommand());
  expect(EmailIdentities?.map(({ IdentityName }) => IdentityName)).toEqual(['juniper.example', 'a+b@example.com']);
  await expect(create('juniper.example')).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  await expect(create('not an identity')).rejects.toMatchObject({ name: 'BadRequestException' });
  await expect(get('other.example')).rejects.toMatchObject({ name: 'NotFoundException' });
  await client.send(new DeleteEmailIdentityCommand({ EmailIdentity: 'a+b@example.com' }));
  await expect(get('a+b@example.com')).rejects.toMatchObject({ name: 'NotFoundException' });
});

/** What the mailbox simulator answers, once there is as much of it as expected. */
function eventLog() {
  const events: SesEvent[] = [];
  let look = () => {};
  return {
    events,
    onEvent: (event: SesEvent) => {
      events.push(event);
      look();
    },
    atLeast: (n: number) =>
      new Promise<void>((resolve) => {
        look = () => events.length >= n && resolve();
        look();
      }),
  };
}

test('simulated recipients bring about what their names say, in the shape that SES publishes', async () => {
  const log = eventLog();
  const { send, mails } = await start({ onEvent: log.onEvent });
  const names = ['bounce', 'complaint+ann', 'success', 'suppressionlist', 'ooto'];
  const { MessageId } = await send({
    ...to('ann@example.com', ...names.map((name) => `${name}@simulator.amazonses.com`)),
    ConfigurationSetName: 'mail',
    EmailTags: [{ Name: 'job', Value: 'job_1' }],
  });
  await log.atLeast(5);
  expect(log.events.map(({ eventType }) => [eventType, detailTypes[eventType]])).toEqual([
    ['Bounce', 'Email Bounced'],
    ['Delivery', 'Email Delivered'],
    ['Complaint', 'Email Complaint Received'],
    ['Delivery', 'Email Delivered'],
    ['Bounce', 'Email Bounced'],
  ]);
  expect(log.events[0]).toMatchObject({
    mail: {
      messageId: MessageId,
      source: 'Juniper CPA <office@juniper.example>',
      destination: mails.read(MessageId!)!.recipients,
      commonHeaders: { subject: 'Hello', messageId: MessageId },
      tags: { 'ses:configuration-set': ['mail'], job: ['job_1'] },
    },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'bounce@simulator.amazonses.com', action: 'failed', status: '5.1.1' }],
    },
  });
  expect(log.events[2]).toMatchObject({
    complaint: {
      complainedRecipients: [{ emailAddress: 'complaint+ann@simulator.amazonses.com' }],
      complaintFeedbackType: 'abuse',
    },
  });
  expect(log.events[3]).toMatchObject({ delivery: { recipients: ['success@simulator.amazonses.com'] } });
  expect(log.events[4]).toMatchObject({ bounce: { bounceSubType: 'Suppressed' } });
});

test('an event that nobody can take does not fail the mail', async () => {
  const { send, mails } = await start({
    onEvent: () => Promise.reject(new Error('the bus is full')),
    report: () => {},
  });
  await send(to('bounce@simulator.amazonses.com'));
  await send(simple());
  expect(mails.list()).toHaveLength(2);
});

test('a suppressed address bounces until it is taken off the list', async () => {
  const log = eventLog();
  const { client, send } = await start({ onEvent: log.onEvent });
  const EmailAddress = 'Ann@example.com';
  await client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }));
  const found = await client.send(new GetSuppressedDestinationCommand({ EmailAddress: 'ann@example.com' }));
  expect(found.SuppressedDestination).toMatchObject({ Reason: 'COMPLAINT' });
  expect(found.SuppressedDestination?.LastUpdateTime?.getTime()).toBeGreaterThan(1_700_000_000_000);
  const list = await client.send(new ListSuppressedDestinationsCommand());
  expect(list.SuppressedDestinationSummaries).toHaveLength(1);
  await send(simple());
  await log.atLeast(1);
  expect(log.events[0]).toMatchObject({
    bounce: {
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [{ emailAddress: 'ann@example.com' }],
    },
  });
  await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
  await expect(client.send(new GetSuppressedDestinationCommand({ EmailAddress }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  await send(simple());
  await send(to('success@simulator.amazonses.com'));
  await log.atLeast(2);
  expect(log.events.map(({ eventType }) => eventType)).toEqual(['Bounce', 'Delivery']);
});

test('what SES can do and this cannot is refused by name, and a broken request as one', async () => {
  const { url } = await start();
  const unknown = await fetch(`${url}/v2/email/templates`);
  expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('does not emulate')]);
  const broken = await fetch(`${url}/v2/email/outbound-emails`, { method: 'POST', body: '{' });
  expect([broken.status, broken.headers.get('x-amzn-errortype')]).toEqual([400, 'BadRequestException']);
  expect((await fetch(`${url}/v2/email/identities/%zz`)).status).toBe(404);
});

test('a hundred mails at once are all kept', async () => {
  const { send, mails } = await start();
  const sent = await Promise.all(Array.from({ length: 100 }, () => send(simple())));
  expect(new Set(sent.map(({ MessageId }) => MessageId))).toEqual(new Set(mails.list().map(({ id }) => id)));
});
