import { broken } from '../../shared/errors.ts';
import { Contact } from '../clients/contact.ts';
import { alsoCalled, combine, differing, within } from './combine.ts';
import type { Merge } from './merge-client.ts';

const treated = {
  apart: new Set(['id', 'version', 'name', 'createdAt', 'mergedFrom', 'mail', 'phone']),
  filled: new Set<string>(),
};

/** The main one stays; the other's is one more at which the person can be reached. */
function reach(kept: string | undefined, other: string | undefined, more: readonly string[] = []) {
  if (kept === undefined) return { main: other, more };
  const isNew = other !== undefined && other.toLowerCase() !== kept.toLowerCase();
  return { main: kept, more: isNew ? [...new Set([...more, other])] : more };
}

/** The person with everything that another record said of them. */
export function mergeContacts<C extends Contact>(contact: C, other: C, now: string): Merge<C> {
  if (contact.id === other.id) throw broken('This is the same person', { field: 'from' });
  for (const { erasedAt, name } of [contact, other])
    if (erasedAt) throw broken(`${name} was erased; nothing can be merged with them`);
  const { combined, differences } = combine<C>(contact, other, treated);
  const mail = reach(contact.mail, other.mail, combined.otherMails);
  const phone = reach(contact.phone, other.phone, combined.otherPhones);
  const merged: C = {
    ...combined,
    ...(mail.main !== undefined && { mail: mail.main }),
    ...(phone.main !== undefined && { phone: phone.main }),
    ...(mail.more.length > 0 && { otherMails: [...mail.more] }),
    ...(phone.more.length > 0 && { otherPhones: [...phone.more] }),
    ...alsoCalled(contact.name, combined, other.name),
    createdAt: contact.createdAt < other.createdAt ? contact.createdAt : other.createdAt,
    mergedFrom: [
      ...(contact.mergedFrom ?? []),
      ...(other.mergedFrom ?? []),
      { id: other.id, name: other.name, at: now },
    ],
  };
  return {
    merged: within(Contact, merged),
    left: { ...other, mergedInto: contact.id } as C,
    differences: [...differing('name', contact.name, other.name), ...differences],
  };
}
