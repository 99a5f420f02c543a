import type { Records } from '../../shared/table/records.ts';
import { linkFields, loadMailingByHand, usualWhy } from '../requests/mail.ts';
import type { Fields } from '../templates/pattern-value.ts';
import type { Organizer } from './organizer.ts';
import type { Standing } from './standing.ts';

/** The mails about organizers, by the keys of their words. */
export type MailKey = 'organizer' | 'organizer-reminder' | 'organizer-returned';

/** Who is to get it and in whose name, as a mail about a request; sent by someone themself. */
export const loadOrganizerMail = (
  records: Records,
  about: Pick<Organizer, 'clientId' | 'contactIds' | 'senderId'>,
  key: MailKey,
) => loadMailingByHand(records, about, key);

export const fieldsOfOrganizer = ({ title, dueOn, why }: Organizer, more: Fields = {}): Fields => ({
  ...linkFields,
  'request.title': title,
  'request.dueOn': { on: dueOn },
  'request.why': why ?? usualWhy,
  ...more,
});

/** What came back, with the reasons. */
export const fieldsOfReturned = (note: string | undefined, standings: readonly Standing[]): Fields => ({
  items: standings.flatMap(({ question, answer }) =>
    answer?.returned ? [{ title: question.text, reason: answer.returned.reason }] : [],
  ),
  'item.hint': note,
});
