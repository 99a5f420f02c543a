import type { Firm } from '../firm/firm.ts';
import type { Mail } from '../notifications/mail.ts';
import { withMails } from './mail.ts';
import type { Request } from './request.ts';

type Mailed = Pick<Request, 'mails' | 'held' | 'reminders'>;
type Latest = NonNullable<Request['mails']>;
type Held = NonNullable<Request['held']>[number];

/** As its mails left: before the firm is live they are held. */
export const asMailed = <T extends Mailed>(asked: T, latest: Latest, { liveSince }: Pick<Firm, 'liveSince'>): T =>
  liveSince === undefined ? { ...asked, held: latest.map(({ contactId, mailId }) => ({ contactId, mailId })) } : asked;

const isOut = ({ status }: Pick<Mail, 'status'>): boolean => status === 'queued' || status === 'sent';

/** Whether it is this mail that asks its reader: no reminder came after it. */
const isFirst = ({ mails = [], reminders = [] }: Mailed, { id, contactId }: Pick<Mail, 'id' | 'contactId'>): boolean =>
  mails.some(({ mailId }) => mailId === id) && !reminders.some((one) => one.contactId === contactId);

export const isAbout = ({ mails = [], held = [] }: Mailed, { id }: Pick<Mail, 'id'>): boolean =>
  [...mails, ...held].some(({ mailId }) => mailId === id);

/** The same once a mail about it was let out, thrown away, or held again because the firm stopped its mail. */
export function followingMail<T extends Mailed>(
  asked: T,
  mail: Pick<Mail, 'id' | 'contactId' | 'status' | 'releasedAt' | 'queuedAt'>,
): T {
  const { id, contactId, releasedAt, queuedAt } = mail;
  if (contactId === undefined || !isAbout(asked, mail)) return asked;
  const held = asked.held ?? [];
  const theirs = held.find((one) => one.contactId === contactId);
  const others = held.filter((one) => one.contactId !== contactId);
  if (isOut(mail)) {
    if (!theirs || theirs.outAt !== undefined) return asked;
    return { ...asked, held: [...others, { contactId, mailId: id, outAt: releasedAt ?? queuedAt }] };
  }
  const isAsking = theirs ? theirs.mailId === id && theirs.outAt !== undefined : isFirst(asked, mail);
  return isAsking ? { ...asked, held: [...others, { contactId, mailId: id }] } : asked;
}

/** All are reminded by hand: of whomever the first mail was held from, this one asks. */
export function remindedByHand<T extends Mailed & Pick<Request, 'contactIds'>>(
  asked: T,
  latest: Latest,
  { liveSince }: Pick<Firm, 'liveSince'>,
  now: string,
): T {
  const nudges = asked.contactIds.map((contactId) => ({ contactId, at: now }));
  const after = withMails({ ...asked, reminders: [...(asked.reminders ?? []), ...nudges].slice(-100) }, latest);
  if (asked.held === undefined || liveSince === undefined) return after;
  const byMail = new Map(latest.map((one) => [one.contactId, one.mailId]));
  const out = ({ contactId, mailId }: Held): Held => ({
    contactId,
    mailId: byMail.get(contactId) ?? mailId,
    outAt: now,
  });
  return { ...after, held: asked.held.map((one) => (one.outAt === undefined ? out(one) : one)) };
}
