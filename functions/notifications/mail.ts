import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import { eventTypes, type Decided } from '../../shared/events/types.ts';
import { Id } from '../../shared/ids.ts';
import { entity } from '../../shared/table/entity.ts';
import { Text } from '../../shared/table/fields.ts';

/** A mail on its way: it leaves because it stands in the table, and is marked when the mail service took it. */
export const Mail = z.object({
  id: Id('mail'),
  to: z.email(),
  subject: z.string().min(1).max(200),
  text: Text(100_000),
  status: z.enum(['queued', 'sent']),
  queuedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
});
export type Mail = z.output<typeof Mail>;

export const mails = entity({
  name: 'mail',
  schema: Mail,
  key: (id: string) => ({ pk: `MAIL#${id}`, sk: 'MAIL' }),
  id: (mail) => mail.id,
});

export const mailEvent = eventTypes({
  'mail.queued': 'A mail is to be sent',
  'mail.sent': 'The mail service took a mail',
});

/** A mail that leaves with the transaction it is part of. */
export function queueMail(mail: Pick<Mail, 'to' | 'subject' | 'text'>, id: string, now: string): Decided {
  const write = mails.create({ id, ...mail, status: 'queued', queuedAt: now });
  return mailEvent('mail.queued', start(mails.key(id).pk), [write]);
}
