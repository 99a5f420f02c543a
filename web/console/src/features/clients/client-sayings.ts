import type { Values } from './client-form.ts';
import { sayYearEnd, type YearEnd } from '../../lib/calendar-words.ts';
import { sayDate } from '../../lib/dates.ts';
import type { Client } from '../../lib/client.ts';

/** Which fields of the form lie in which section. */
export const sections = {
  own: ['custom'],
  yearEnd: ['yearEnd'],
  registrations: ['registrations'],
  accounts: ['accounts'],
  roles: ['roles'],
  billing: ['paidBy', 'billingClientId', 'internal'],
  taxNumber: ['taxId', 'dropsTaxId'],
  leaving: ['leavesOn'],
} as const;
export type Section = keyof typeof sections;

/** Sections in which something is wrong. */
export function faultySections(errors: Readonly<Record<string, unknown>>): Section[] {
  const wrong = new Set(Object.keys(errors).map((path) => path.split('.')[0]!));
  return (Object.keys(sections) as Section[]).filter((one) => sections[one].some((field) => wrong.has(field)));
}

/** Something is wrong in one entry of a list. */
export const isFaultyAt = (errors: Readonly<Record<string, unknown>>, list: string, at: number): boolean =>
  Object.keys(errors).some((path) => path.startsWith(`${list}.${at}.`));

const count = (of: readonly unknown[]) => (of.length === 0 ? 'None' : String(of.length));

function sayEnd({ on, month, day, weekday }: Values['yearEnd']): string {
  if (on === 'day' && day === '') return '';
  return sayYearEnd((on === 'day' ? { month: +month, day } : { month: +month, weekday: +weekday, on }) as YearEnd);
}

const isFilled = (value: Values['custom'][string] | undefined) => value !== undefined && value !== null && value !== '';

/** How each section stands, for who does not open it. */
export function sayings(
  values: Values,
  client: Client,
  fields: readonly { key: string }[],
  today: string,
): Record<Section, string> {
  const { yearEnd, registrations, accounts, roles, paidBy, taxId, dropsTaxId, leavesOn } = values;
  const payers = { usual: 'Who usually pays', itself: 'Itself', other: 'Someone else' };
  return {
    own: `${fields.filter(({ key }) => isFilled(values.custom[key])).length} of ${fields.length} filled in`,
    yearEnd: sayEnd(yearEnd),
    registrations: count(registrations),
    accounts: count(accounts),
    roles: roles.length === 0 ? 'None' : roles.flatMap(({ role }) => role.trim() || []).join(', '),
    billing: payers[paidBy],
    taxNumber: dropsTaxId ? 'Taken away' : taxId.trim() !== '' ? 'New' : (client.taxId ?? 'Not known'),
    leaving: leavesOn === '' ? 'Not known' : sayDate(leavesOn, today),
  };
}
