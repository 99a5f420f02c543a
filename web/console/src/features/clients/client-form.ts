import type { Client } from '../../lib/client.ts';
import { roleRules, rowsOfRoles } from '../../lib/role-rows.ts';
import { type AccountRow, type RegistrationRow, rowOfAccount, rowOfRegistration } from './entry-rows.ts';

type Own = Client['custom'][string];

/** A year ends on a day, or, where it has 52 or 53 weeks, on a weekday. */
function typedYearEnd(end: Client['yearEnd']) {
  const on: 'day' | 'last' | 'nearest' = 'day' in end ? 'day' : end.on;
  return {
    on,
    month: String(end.month),
    day: 'day' in end ? end.day : ('' as number | ''),
    weekday: 'day' in end ? '5' : String(end.weekday),
  };
}

/** Whom the bills go to: as the group says, the client itself whatever the group says, or someone else. */
function typedPayer({ id, billingClientId }: Client) {
  const by: 'usual' | 'itself' | 'other' =
    billingClientId === undefined ? 'usual' : billingClientId === id ? 'itself' : 'other';
  return { by, billingClientId: by === 'other' ? billingClientId! : null };
}

/** What the editor shows, by the names of the API: every value there, empty where there is none. */
export function valuesOf(client: Client) {
  const { by, billingClientId } = typedPayer(client);
  const { street = '', city = '', region = '', postcode = '', country = null } = client.address ?? {};
  return {
    name: client.name,
    number: client.number ?? '',
    kind: client.kind,
    lifecycle: client.lifecycle,
    responsible: client.responsible ?? null,
    manager: client.manager ?? null,
    groupId: client.groupId ?? null,
    phone: client.phone ?? '',
    website: client.website ?? '',
    address: { street, city, region, postcode, country },
    formerNames: client.formerNames,
    tags: client.tags,
    standingNotes: client.standingNotes.map(({ id, text }) => ({ id, text })) as { id?: string; text: string }[],
    custom: { ...client.custom } as Record<string, Own | null>,
    yearEnd: typedYearEnd(client.yearEnd),
    registrations: client.registrations.map(rowOfRegistration) as RegistrationRow[],
    accounts: client.accounts.map(rowOfAccount) as AccountRow[],
    roles: rowsOfRoles(client.roles),
    paidBy: by,
    billingClientId,
    internal: client.internal ?? false,
    leavesOn: client.leavesOn ?? '',
    /** A new one; the one that is kept is not shown in clear. */
    taxId: '',
    dropsTaxId: false,
  };
}
export type Values = ReturnType<typeof valuesOf>;

/** What can be said without asking the API. */
export const rules = {
  yearEnd: {
    day: (day: number | '', { yearEnd }: Values) => (yearEnd.on === 'day' && day === '' ? 'Which day?' : null),
  },
  registrations: {
    authority: (authority: string) => (authority.trim() === '' ? 'A state, or an authority in it' : null),
  },
  roles: roleRules,
  billingClientId: (id: string | null, { paidBy }: Values) => (paidBy === 'other' && id === null ? 'Who pays?' : null),
};
