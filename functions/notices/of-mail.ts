import type { Mail } from '../notifications/mail.ts';
import type { Draft } from './draft.ts';

const failures: Readonly<Record<string, string>> = {
  'mail.bounced': 'came back: enter another address, nothing more is sent to this one',
  'mail.complained': 'was called unwanted: nothing more is sent to this address',
};

export const tellsOfMails = (type: string): boolean => Object.hasOwn(failures, type);

/** That a mail reached nobody is told to who wrote it and who answers for the client. */
export const draftsOfMail = (
  type: string,
  { subject }: Pick<Mail, 'subject'>,
  clientName: string,
  people: readonly string[],
): Draft[] =>
  people.map((to) => ({ to, kind: 'mail-failed', says: `The mail “${subject}” to ${clientName} ${failures[type]}` }));
