import * as z from 'zod';
import { decodeWords, parseAddress, splitAddresses } from './mailbox-address.ts';
import { headerOf, parseMime } from './mailbox-mime.ts';
import type { NewMail } from './mailbox.ts';
import { badRequest, checkAddress } from './ses-address.ts';

export const MAX_MESSAGE = 40 * 1024 * 1024;
const MAX_RECIPIENTS = 50;

const Text = z.object({ Data: z.string(), Charset: z.string().optional() });
const Tag = z.object({ Name: z.string().regex(/^[\w-]{1,256}$/), Value: z.string().regex(/^[\w.@-]{1,256}$/) });
const MessageHeader = z.object({
  Name: z.string().regex(/^[!-9;-~]{1,126}$/),
  Value: z.string().regex(/^[ -~]{1,870}$/),
});
const Attachment = z.object({
  FileName: z.string().min(1).max(255),
  RawContent: z.string(),
  ContentType: z.string().optional(),
});
const parts = { Headers: z.array(MessageHeader).max(15).default([]), Attachments: z.array(Attachment).default([]) };
const Addresses = z.array(z.string()).default([]);

export const SendEmail = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses })
    .default({ ToAddresses: [], CcAddresses: [], BccAddresses: [] }),
  ReplyToAddresses: Addresses,
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(Tag).max(50).default([]),
  Content: z.object({
    Simple: z
      .object({ Subject: Text, Body: z.object({ Text: Text.optional(), Html: Text.optional() }), ...parts })
      .optional(),
    Raw: z.object({ Data: z.string() }).optional(),
    Template: z.unknown().optional(),
  }),
});
export type SendEmail = z.infer<typeof SendEmail>;
type Simple = NonNullable<SendEmail['Content']['Simple']>;

/** Reads an operation's input, or says which part of it SES would refuse. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue!.path.join('.') || 'The request'}: ${issue!.message}`);
}

function checkRecipients(addresses: readonly string[]): string[] {
  if (!addresses.length) throw badRequest('Name at least one recipient in Destination');
  if (addresses.length > MAX_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MAX_RECIPIENTS}`);
  return addresses.map(checkAddress);
}

function checkSize(bytes: number): void {
  if (bytes > MAX_MESSAGE) throw badRequest(`Message length is more than ${MAX_MESSAGE} bytes long: '${bytes}'`);
}

function simpleMail(input: SendEmail, { Subject, Body, Headers, Attachments }: Simple): NewMail {
  const { FromEmailAddress: from, Destination, ReplyToAddresses: replyTo } = input;
  if (!from) throw badRequest('FromEmailAddress is missing');
  if (/[\r\n]/.test(Subject.Data)) throw badRequest('Subject must be one line');
  checkAddress(from);
  replyTo.forEach(checkAddress);
  const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = Destination;
  const recipients = checkRecipients([...to, ...cc, ...bcc]);
  const attachments = Attachments.map(({ FileName, ContentType = 'application/octet-stream', RawContent }) => ({
    name: FileName,
    type: ContentType,
    content: Buffer.from(RawContent, 'base64'),
  }));
  const [text, html] = [Body.Text?.Data, Body.Html?.Data];
  // Attachments travel as base64, and count as such.
  const attached = attachments.reduce((sum, { content }) => sum + Math.ceil(content.length / 3) * 4, 0);
  checkSize(Buffer.byteLength(text ?? '') + Buffer.byteLength(html ?? '') + attached);
  return {
    from: decodeWords(from),
    to: to.map(decodeWords),
    cc: cc.map(decodeWords),
    bcc: bcc.map(decodeWords),
    replyTo: replyTo.map(decodeWords),
    subject: Subject.Data,
    text,
    html,
    headers: Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
    attachments,
    recipients,
  };
}

function rawMail({ FromEmailAddress, Destination }: SendEmail, raw: Buffer): NewMail {
  checkSize(raw.length);
  const { headers, text, html, attachments } = parseMime(raw);
  const [from, to, cc, bcc, replyTo] = ['from', 'to', 'cc', 'bcc', 'reply-to'].map((name) =>
    splitAddresses(headerOf(headers, name) ?? ''),
  ) as [string[], string[], string[], string[], string[]];
  const sender = FromEmailAddress ?? from[0];
  if (!sender) throw badRequest("Missing required header 'From'.");
  checkAddress(parseAddress(sender)?.address ?? sender);
  const bare = (mailboxes: string[]) => mailboxes.map((one) => parseAddress(one)?.address ?? one);
  const { ToAddresses, CcAddresses, BccAddresses } = Destination;
  const given = [...ToAddresses, ...CcAddresses, ...BccAddresses];
  const recipients = checkRecipients(given.length ? given : bare([...to, ...cc, ...bcc]));
  const shown = bare([...to, ...cc]);
  return {
    from: decodeWords(from[0] ?? sender),
    to: to.map(decodeWords),
    cc: cc.map(decodeWords),
    bcc: recipients.filter((one) => !shown.includes(one)),
    replyTo: replyTo.map(decodeWords),
    subject: decodeWords(headerOf(headers, 'subject') ?? ''),
    text,
    html,
    headers: headers
      .filter(({ name }) => name.toLowerCase() !== 'bcc')
      .map(({ name, value }) => ({ name, value: decodeWords(value) })),
    attachments,
    recipients,
  };
}

/** The mail that SendEmail asks for, checked as SES checks it. */
export function toMail(input: SendEmail): NewMail {
  const { Simple, Raw, Template } = input.Content;
  if (Template !== undefined) throw badRequest('The local SES renders no templates: send Simple or Raw content');
  if (Simple && !Raw) return simpleMail(input, Simple);
  if (Raw && !Simple) return rawMail(input, Buffer.from(Raw.Data, 'base64'));
  throw badRequest('Give exactly one of Simple and Raw in Content');
}
