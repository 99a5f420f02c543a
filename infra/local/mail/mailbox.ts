import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { Header } from './mailbox-mime.ts';
import { atomically } from '../store.ts';

export type NewMail = {
  /** As written: `Juniper CPA <office@example.com>`. */
  from: string;
  to: readonly string[];
  cc?: readonly string[];
  bcc?: readonly string[];
  replyTo?: readonly string[];
  subject: string;
  text?: string;
  html?: string;
  headers?: readonly Header[];
  attachments?: readonly { name: string; type: string; content: Uint8Array }[];
  /** The bare addresses that it goes to, where they are not those of to, cc and bcc. */
  recipients?: readonly string[];
};

export type Mail = {
  id: string;
  /** ISO 8601, by the clock of the local cloud. */
  at: string;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  text?: string;
  html?: string;
  headers: Header[];
  attachments: { name: string; type: string; size: number }[];
  recipients: string[];
};

/** `to` is one recipient's bare address; `since` is milliseconds since the epoch; `before` is a mail's id. */
export type MailQuery = { to?: string; since?: number; search?: string; before?: string; limit?: number };

export type Mailbox = {
  /** The mail is on disk when this returns its id. */
  keep: (mail: NewMail) => string;
  /** Newest first. */
  list: (query?: MailQuery) => Mail[];
  read: (id: string) => Mail | undefined;
  attachment: (id: string, index: number) => { name: string; type: string; content: Uint8Array } | undefined;
  /** How many have come since then, in milliseconds since the epoch. */
  count: (since: number) => number;
  /** Everyone who has mail, the latest first. */
  recipients: () => string[];
};

const schema = `
  CREATE TABLE IF NOT EXISTS mail (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, words TEXT NOT NULL, mail TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS mail_recipient (
    address TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (address, seq)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS mail_attachment (
    seq INTEGER NOT NULL, n INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (seq, n));`;

export const bareAddress = (mailbox: string) => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();

/** An id as SES makes them, which sort by time. */
const newId = (now: number) => `0100${now.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;

function toMail(mail: NewMail, now: number): Mail {
  const { to, cc = [], bcc = [], replyTo = [], headers = [], attachments = [] } = mail;
  return {
    id: newId(now),
    at: new Date(now).toISOString(),
    from: mail.from,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    replyTo: [...replyTo],
    subject: mail.subject,
    ...(mail.text !== undefined && { text: mail.text }),
    ...(mail.html !== undefined && { html: mail.html }),
    headers: [...headers],
    attachments: attachments.map(({ name, type, content }) => ({ name, type, size: content.length })),
    recipients: [...new Set(mail.recipients ?? [...to, ...cc, ...bcc].map(bareAddress))],
  };
}

function conditions({ to, since, search, before }: MailQuery): { where: string; values: SQLInputValue[] } {
  const all: [string, SQLInputValue][] = [];
  if (to) all.push(['seq IN (SELECT seq FROM mail_recipient WHERE address = ?)', bareAddress(to).toLowerCase()]);
  if (since !== undefined) all.push(['at >= ?', since]);
  if (search) all.push(['instr(words, ?)', search.toLowerCase()]);
  if (before) all.push(['seq < (SELECT seq FROM mail WHERE id = ?)', before]);
  return { where: ['1', ...all.map(([sql]) => sql)].join(' AND '), values: all.map(([, value]) => value) };
}

/** Every mail that would have been sent, whoever sends it: SES and the user pool. Nothing leaves this machine. */
export function mailbox({ store, clock }: { store: DatabaseSync; clock: Clock }): Mailbox {
  store.exec(schema);
  const insert = store.prepare('INSERT INTO mail (id, at, words, mail) VALUES (?, ?, ?, ?)');
  const insertRecipient = store.prepare('INSERT OR IGNORE INTO mail_recipient (address, seq) VALUES (?, ?)');
  const insertAttachment = store.prepare('INSERT INTO mail_attachment (seq, n, content) VALUES (?, ?, ?)');
  const parsed = (row: Record<string, unknown>) => JSON.parse(row['mail'] as string) as Mail;

  const read = (id: string) => {
    const row = store.prepare('SELECT mail FROM mail WHERE id = ?').get(id);
    return row && parsed(row);
  };

  return {
    keep(mail) {
      const now = clock.now();
      const kept = toMail(mail, now);
      const body = kept.text ?? kept.html?.replace(/<[^>]*>/g, ' ') ?? '';
      const words = [kept.from, ...kept.to, ...kept.cc, ...kept.bcc, kept.subject, body].join('\n');
      atomically(store, () => {
        const seq = insert.run(kept.id, now, words.toLowerCase(), JSON.stringify(kept)).lastInsertRowid;
        for (const address of kept.recipients) insertRecipient.run(address.toLowerCase(), seq);
        for (const [n, { content }] of (mail.attachments ?? []).entries()) insertAttachment.run(seq, n, content);
      });
      return kept.id;
    },
    list(query = {}) {
      const { where, values } = conditions(query);
      const rows = store.prepare(`SELECT mail FROM mail WHERE ${where} ORDER BY seq DESC LIMIT ?`);
      return rows.all(...values, query.limit ?? 100).map(parsed);
    },
    read,
    attachment(id, index) {
      const described = read(id)?.attachments[index];
      const row = store
        .prepare('SELECT content FROM mail_attachment WHERE n = ? AND seq = (SELECT seq FROM mail WHERE id = ?)')
        .get(index, id);
      return described && row && { ...described, content: row['content'] as Uint8Array };
    },
    count: (since) => store.prepare('SELECT count(*) AS n FROM mail WHERE at >= ?').get(since)!['n'] as number,
    recipients: () =>
      store
        .prepare('SELECT address FROM mail_recipient GROUP BY address ORDER BY max(seq) DESC LIMIT 500')
        .all()
        .map((row) => row['address'] as string),
  };
}
