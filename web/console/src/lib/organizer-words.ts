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
  'client.address.country': 'Address: country, by two letters',
  'client.yearEnd': 'Year end',
  'client.accounts': 'Accounts to ask statements for',
  'client.registrations.income': 'Registrations: income tax',
  'client.registrations.franchise': 'Registrations: franchise tax',
  'client.registrations.sales': 'Registrations: sales tax',
  'client.registrations.use': 'Registrations: use tax',
  'client.registrations.excise': 'Registrations: excise tax',
  'client.registrations.payroll': 'Registrations: payroll tax',
  'client.registrations.unemployment': 'Registrations: unemployment',
  'client.registrations.property': 'Registrations: property tax',
  'client.registrations.vat': 'Registrations: VAT',
  'client.registrations.other': 'Registrations: another tax',
  'client.tags': 'Tags',
  'client.standingNotes': 'Standing notes',
  'contact.name': 'Name of who answered',
  'contact.mail': 'Mail address of who answered',
  'contact.phone': 'Phone of who answered',
  'contact.title': 'Title of who answered',
  'contact.language': 'Language of who answered',
};

/** Every field that an answer can be written into, but for those of the firm’s own. */
export const targets = Object.keys(targetWords);

/** A field of the record; one of the firm's own by its key. */
export const sayTarget = (target: string): string => targetWords[target] ?? `Field ${target.replace(/^custom\./, '')}`;

/** An answer on one line. */
export function sayValue({ kind }: Pick<Question, 'kind'>, value: string | readonly string[]): string {
  if (typeof value !== 'string') return value.join(', ');
  if (kind === 'yes-no') return value === 'yes' ? 'Yes' : 'No';
  return kind === 'confirmation' ? 'Confirmed' : value;
}
