import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { instant } from '../../shared/clock.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import type { Decided } from '../../shared/events/types.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import { readTail } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { firms } from '../firm/store.ts';
import { holdAgain } from './client-mail.ts';
import { type Mail, mailEvent, mails } from './mail.ts';

/** A mail with somewhere to go to. */
export type Outgoing = Mail & { to: string; replyTo?: string };

/** Hands one mail to the mail service. */
export type Send = (mail: Outgoing) => Promise<void>;

/** What is put into a mail only as it leaves, such as a link that nobody else may know. */
export type Finish = (mail: Outgoing) => Promise<Outgoing>;

/** A header takes plain letters only: others go as RFC 2047 writes them, in words of at most 75 letters. */
function encoded(name: string): string {
  if (/^[\x20-\x7E]*$/.test(name)) return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
  const words = name.match(/.{1,11}/gsu) ?? [];
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

/** `"Eleanor Rowe, Larkfield & Rowe" <office@…>`. */
export const senderOf = (name: string | undefined, address: string): string =>
  name === undefined ? address : `${encoded(name.replaceAll(/\p{Cc}/gu, ' '))} <${address}>`;

/** By Amazon SES; the mail carries its id, by which bounces are matched. */
export const sesSend =
  (ses: SESv2Client, address: string, configurationSet: string): Send =>
  async ({ id, to, from, subject, text, replyTo }) => {
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: senderOf(from, address),
        Destination: { ToAddresses: [to] },
        ...(replyTo !== undefined && { ReplyToAddresses: [replyTo] }),
        ConfigurationSetName: configurationSet,
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
            Headers: [{ Name: 'X-Firmament-Mail', Value: id }],
          },
        },
      }),
    );
  };

async function readMail(table: Table, id: string): Promise<Stored<Mail> | undefined> {
  const item = await table.get(mails.key(id), { strong: true });
  return item && mails.read(item);
}

/** Changes a mail as it is now, where there is still something to change. */
async function mark(
  table: Table,
  id: string,
  decide: (found: { mail: Stored<Mail>; tail: Tail }, at: string) => Decided | undefined,
): Promise<void> {
  const eventId = newId('event');
  const at = instant();
  const author: Author = { actor: 'system', at, requestId: eventId, eventIds: () => eventId };
  await again(async () => {
    const tail = await readTail(table, mails.key(id).pk);
    const mail = await readMail(table, id);
    const decided = mail && decide({ mail, tail }, at);
    if (decided) await write(table, [decided], author);
  });
}

/** Whoever wrote it and however it was queued: nothing leaves to a client of a firm that is not live. */
async function mayLeave(table: Table, { contactId }: Mail): Promise<boolean> {
  if (contactId === undefined) return true;
  const firm = await table.get(firms.key('firm'), { strong: true });
  return firm !== undefined && firms.read(firm).liveSince !== undefined;
}

const isOutgoing = (mail: Mail | undefined): mail is Outgoing => mail?.status === 'queued' && mail.to !== undefined;

/**
 * Sends a queued mail and marks it. The mail service knows no idempotency: a crash between its answer and the mark sends
 * the mail a second time.
 */
export async function deliver(
  table: Table,
  send: Send,
  id: string,
  finish: Finish = async (mail) => mail,
): Promise<void> {
  const mail = await readMail(table, id);
  if (!isOutgoing(mail)) return;
  if (!(await mayLeave(table, mail))) {
    await mark(table, id, (found) => (found.mail.status === 'queued' ? holdAgain(found) : undefined));
    return;
  }
  await send(await finish(mail));
  await mark(table, id, ({ mail: now, tail }, at) => {
    if (now.status === 'sent') return undefined;
    return mailEvent('mail.sent', tail, [sent(now, at)]);
  });
}

function sent(mail: Stored<Mail>, sentAt: string): RecordWrite {
  const after = { ...mail, status: 'sent' as const, sentAt };
  return mail.passing ? mails.erase(mail, { ...after, text: 'Sent, and not kept.' }) : mails.replace(mail, after);
}
