import { randomUUID } from 'node:crypto';
import type { Mail } from './mailbox.ts';

export type Attached = { name: string; type: string; content: Uint8Array };
export type Reply = { from: string; text: string; files: readonly Attached[] };

const lines = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/.{1,76}/g, '$&\r\n')
    .trimEnd();

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** RFC 5987, so that names of files keep their letters. */
const named = (name: string): string =>
  `filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`;

const quoted = ({ from, at, text = '' }: Mail): string =>
  [`On ${new Date(at).toUTCString()}, ${from} wrote:`, ...text.split('\n').map((line) => `> ${line}`)].join('\r\n');

/** What SES puts before a mail in which it finds nothing: whoever writes here is who they say they are. */
const asFound = (from: string): string[] => [
  'x-ses-spam-verdict: PASS',
  'x-ses-virus-verdict: PASS',
  `authentication-results: amazonses.com; spf=pass envelope-from=${from}; dmarc=pass header.from=${from.split('@').at(-1)};`,
];

/** A reply as a mail program writes it: with what it answers below, quoted, and its files as parts. */
export function replyMime(mail: Mail, { from, text, files }: Reply): Buffer {
  const boundary = `reply-${randomUUID()}`;
  const body = Buffer.from(`${text.replaceAll(/\r?\n/g, '\r\n')}\r\n\r\n${quoted(mail)}\r\n`);
  const parts = [
    ['content-type: text/plain; charset=utf-8', 'content-transfer-encoding: base64', '', lines(body)],
    ...files.map(({ name, type, content: bytes }) => [
      `content-type: ${type || 'application/octet-stream'}`,
      'content-transfer-encoding: base64',
      `content-disposition: attachment; ${named(name)}`,
      '',
      lines(bytes),
    ]),
  ];
  const head = [
    ...asFound(from),
    `from: ${from}`,
    `to: ${mail.replyTo[0] ?? mail.from}`,
    `subject: ${encoded(`Re: ${mail.subject}`)}`,
    `date: ${new Date().toUTCString()}`,
    `message-id: <${randomUUID()}@mailbox.local>`,
    `in-reply-to: <${mail.id}@email.amazonses.com>`,
    'mime-version: 1.0',
    `content-type: multipart/mixed; boundary="${boundary}"`,
  ];
  const content = parts.map((part) => [`--${boundary}`, ...part].join('\r\n'));
  return Buffer.from([...head, '', ...content, `--${boundary}--`, ''].join('\r\n'));
}
