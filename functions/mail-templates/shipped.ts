import type { Words } from './mail-template.ts';
import { fileMails, spanishFileMails } from './shipped-files.ts';
import { letterMails } from './shipped-letters.ts';
import { organizerMails } from './shipped-organizers.ts';
import { requestMails } from './shipped-requests.ts';
import { spanishOrganizerMails } from './shipped-spanish-organizers.ts';
import { spanishMails } from './shipped-spanish.ts';
import { workMails } from './shipped-work.ts';

/** The mails that come with Firmament, in the order in which they are listed. */
export const shippedMails: readonly Words[] = [
  ...requestMails,
  ...fileMails,
  ...letterMails,
  ...organizerMails,
  ...workMails,
  ...spanishMails,
  ...spanishOrganizerMails,
  ...spanishFileMails,
];

export const shippedMail = (key: string): Words | undefined => shippedMails.find((mail) => mail.key === key);
