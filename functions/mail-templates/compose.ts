import type { Client } from '../clients/client.ts';
import type { Contact } from '../clients/contact.ts';
import type { Firm } from '../firm/firm.ts';
import type { Member } from '../firm/member.ts';
import { fill, parsePattern } from '../templates/pattern.ts';
import { fieldIn, type Fields, type Writing } from '../templates/pattern-value.ts';

export type Wording = { readonly subject: string; readonly text: string };

export type Composed = Wording | { readonly missing: string[] };

/** The longest subject that a mail takes. */
const longestSubject = 200;

const bold = /\*\*/g;
const link = /\[([^[\]\n]*)\]\((\{[^{}\n]*\})\)/g;

/** The template as plain text says it: before fields are filled in, so that nothing in them is taken for a link. */
const plainly = (text: string): string => text.replace(bold, '').replace(link, '$1: $2');

/** One line that a mail takes as its subject, whatever line breaks a field has. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= longestSubject) return line;
  const cut = line.slice(0, longestSubject - 1);
  return `${(cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd()}…`;
}

/** What the mail would say now; an empty field stands in it as `{its.name}`, and among the missing. */
export function draft(template: Wording, fields: Fields, writing: Writing): Wording & { missing: string[] } {
  const field = fieldIn(fields);
  const subject = fill(parsePattern(template.subject), field, writing);
  const text = fill(parsePattern(plainly(template.text)), field, writing);
  return {
    subject: oneLine(subject.text),
    text: text.text.trim(),
    missing: [...new Set([...subject.missing, ...text.missing])],
  };
}

/** The words of a mail, or the fields that stop it. */
export function compose(template: Wording, fields: Fields, writing: Writing): Composed {
  const { missing, ...wording } = draft(template, fields, writing);
  return missing.length > 0 ? { missing } : wording;
}

/** Why a mail with these fields missing is not sent, as its sender reads it. */
export function whyStopped(missing: readonly string[]): string {
  if (missing.some((path) => path === 'link' || path.startsWith('link.')))
    return 'It needs {link}, which no mail of a task has: take it out of the words, or send a request instead';
  const names = new Intl.ListFormat('en-GB').format(missing.map((path) => `{${path}}`));
  return `${names} ${missing.length === 1 ? 'is' : 'are'} empty, and nothing is sent with a hole in it`;
}

const style = /^(?:dr|prof|mr|mrs|ms|mx|rev)\.?\s+/i;
const firstNameOf = (name: string): string => name.replace(style, '').split(/\s+/)[0] ?? name;

type People = {
  client: Pick<Client, 'name' | 'number'>;
  contact: Pick<Contact, 'name'>;
  sender: Pick<Member, 'name' | 'title' | 'mail'>;
  firm: Pick<Firm, 'name' | 'phone' | 'address' | 'website'>;
};

/** What every mail knows: for whom it is, and who writes it. */
export const fieldsOfPeople = ({ client, contact, sender, firm }: People): Fields => ({
  'client.name': client.name,
  'client.number': client.number,
  'contact.firstName': firstNameOf(contact.name),
  'contact.fullName': contact.name,
  'sender.firstName': firstNameOf(sender.name),
  'sender.fullName': sender.name,
  'sender.title': sender.title,
  'sender.mail': sender.mail,
  'firm.name': firm.name,
  'firm.phone': firm.phone,
  'firm.address': firm.address,
  'firm.website': firm.website,
});
