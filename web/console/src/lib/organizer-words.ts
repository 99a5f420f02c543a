import type { OrganizerStatus, Question } from './organizers.ts';

/** How an organizer stands, and which colour goes with the word. */
export const organizerWords: Record<OrganizerStatus, { says: string; colour: string }> = {
  draft: { says: 'Draft', colour: 'gray' },
  scheduled: { says: 'Scheduled', colour: 'gray' },
  sent: { says: 'Waiting for the client', colour: 'yellow' },
  'in-progress': { says: 'Being answered', colour: 'yellow' },
  submitted: { says: 'To be looked at', colour: 'blue' },
  returned: { says: 'Sent back', colour: 'yellow' },
  accepted: { says: 'Accepted', colour: 'green' },
  cancelled: { says: 'Cancelled', colour: 'gray' },
};

/** The client still has to do something. */
export const isWithClient = (status: OrganizerStatus): boolean =>
  status === 'sent' || status === 'in-progress' || status === 'returned';

export const kindWords: Record<Question['kind'], string> = {
  'short-text': 'A line of text',
  'long-text': 'A longer text',
  number: 'A number',
  money: 'An amount of money',
  date: 'A date',
  'yes-no': 'Yes or no',
  'one-of': 'One of these',
  'several-of': 'Several of these',
  file: 'Files',
  confirmation: 'A confirmation',
  'text-block': 'A text to read',
};

const targetWords: Readonly<Record<string, string>> = {
  'client.name': 'Name',
  'client.kind': 'Kind',
  'client.phone': 'Phone',
  'client.website': 'Website',
  'client.address.street': 'Address: street',
  'client.address.city': 'Address: city',
  'client.address.region': 'Address: state',
  'client.address.postcode': 'Address: ZIP code',
};

/** A field of the client's record; one of the firm's own by its key. */
export const sayTarget = (target: string): string => targetWords[target] ?? `Field ${target.replace(/^custom\./, '')}`;

/** An answer on one line. */
export function sayValue({ kind }: Pick<Question, 'kind'>, value: string | readonly string[]): string {
  if (typeof value !== 'string') return value.join(', ');
  if (kind === 'yes-no') return value === 'yes' ? 'Yes' : 'No';
  return kind === 'confirmation' ? 'Confirmed' : value;
}
