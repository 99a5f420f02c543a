import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { readTail } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Mail, mailEvent, mails } from './mail.ts';

/** Hands one mail to the mail service. */
export type Send = (mail: Mail) => Promise<void>;

/** By Amazon SES; the mail carries its id, by which bounces are matched. */
export const sesSend =
  (ses: SESv2Client, from: string, configurationSet: string): Send =>
  async ({ id, to, subject, text }) => {
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
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

/**
 * Sends a queued mail and marks it. The mail service knows no idempotency: a crash between its answer and the mark sends
 * the mail a second time.
 */
export async function deliver(table: Table, send: Send, id: string): Promise<void> {
  const item = await table.get(mails.key(id), { strong: true });
  if (!item || mails.read(item).status === 'sent') return;
  await send(mails.read(item));
  const eventId = newId('event');
  const at = instant();
  const author: Author = { actor: 'system', at, requestId: eventId, eventIds: () => eventId };
  await again(async () => {
    const { pk } = mails.key(id);
    const [now, tail] = await Promise.all([table.get(mails.key(id), { strong: true }), readTail(table, pk)]);
    const mail = mails.read(now!);
    if (mail.status === 'sent') return;
    await write(
      table,
      [mailEvent('mail.sent', tail, [mails.replace(mail, { ...mail, status: 'sent', sentAt: at })])],
      author,
    );
  });
}
