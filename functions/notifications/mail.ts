import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import { eventTypes, type Decided } from '../../shared/events/types.ts';
import { Id } from '../../shared/ids.ts';
import { entity } from '../../shared/table/entity.ts';
import { Text } from '../../shared/table/fields.ts';
import type { IndexKeys } from '../../shared/table/table.ts';

export const MailStatus = z.enum(['held', 'queued', 'sent', 'discarded']);

/**
 * A mail on its way: it leaves because it stands in the table as queued, and is marked when the mail service took it. What
 * goes to a contact names them and the client that it is about, and may be held until the firm is live.
 */
export const Mail = z.object({
  id: Id('mail'),
  /** Gone where it was erased. */
  to: z.email().optional(),
  /** The name it comes from, where that is not the firm's alone. */
  from: z.string().max(340).optional(),
  subject: z.string().min(1).max(200),
  text: Text(100_000),
  status: MailStatus,
  contactId: Id('contact').optional(),
  clientIds: z.array(Id('client')).optional(),
  writtenBy: z.string().optional(),
  /** In which language what is put in as it leaves is written, where that is not English. */
  locale: z.string().max(35).optional(),
  /** The conversation that it tells of: replies to it belong there. */
  threadId: Id('thread').optional(),
  /** What it said is taken away once it was sent: it speaks of several clients, and not everyone may see all of them. */
  passing: z.boolean().optional(),
  /** When it was written, also where it was held then. */
  queuedAt: z.iso.datetime(),
  releasedAt: z.iso.datetime().optional(),
  discardedAt: z.iso.datetime().optional(),
  erasedAt: z.iso.datetime().optional(),
  sentAt: z.iso.datetime().optional(),
  /** When the other side's mail server took it; some never say. */
  deliveredAt: z.iso.datetime().optional(),
  /** When its link was first used. */
  openedAt: z.iso.datetime().optional(),
  /** It came back for good, or was called unwanted. */
  failed: z
    .object({ why: z.enum(['bounced', 'complained']), says: z.string().max(500), at: z.iso.datetime() })
    .optional(),
});
export type Mail = z.output<typeof Mail>;

export const mails = entity({
  name: 'mail',
  schema: Mail,
  key: (id: string) => ({ pk: `MAIL#${id}`, sk: 'MAIL' }),
  id: (mail) => mail.id,
  // Lists are of what goes to contacts; what the firm's own people get stands in none, and only an erasure looks for it.
  indexes({ id, status, contactId, clientIds }): IndexKeys {
    const ofClient = (kind: string) =>
      clientIds?.[0] === undefined ? {} : { byClientPk: `CLIENT#${clientIds[0]}`, byClientSk: `${kind}#${id}` };
    if (contactId === undefined) return ofClient('TEAM-MAIL');
    return {
      byStatusPk: 'MAIL',
      byStatusSk: `${status}#${id}`,
      byPersonPk: contactId,
      byPersonSk: `MAIL#${id}`,
      ...ofClient('MAIL'),
    };
  },
  clientIds: (mail) => mail.clientIds ?? [],
});

export const mailEvent = eventTypes({
  'mail.queued': 'A mail is to be sent',
  'mail.held': 'A mail to a client waits until the firm is live and someone releases it',
  'mail.released': 'A held mail is to be sent',
  'mail.discarded': 'A held mail will not be sent',
  'mail.erased': 'What a mail said, and to whom, was erased; the events named have lost their content',
  'mail.sent': 'The mail service took a mail',
  'mail.delivered': 'The mail server of whom a mail is for took it',
  'mail.opened': 'The link in a mail was used for the first time',
  'mail.bounced': 'A mail came back: it cannot be delivered',
  'mail.complained': 'Whom a mail is for called it unwanted',
});

type Queued = Pick<Mail, 'subject' | 'text' | 'passing' | 'clientIds'> & { to: string };

/** A mail that leaves with the transaction it is part of. */
export function queueMail(mail: Queued, id: string, now: string): Decided {
  const write = mails.create({ id, ...mail, status: 'queued', queuedAt: now });
  return mailEvent('mail.queued', start(mails.key(id).pk), [write]);
}
