import type { Client } from '../../lib/client.ts';

type Registration = Client['registrations'][number];
type Account = Client['accounts'][number];

/** Entries of a list as they are typed: empty where nothing is said, with a key where there is no id yet. */
export const rowOfRegistration = ({ id, authority, tax, ...rest }: Registration) => ({
  key: id,
  id: id as string | undefined,
  authority,
  tax,
  number: rest.number ?? '',
  frequency: rest.frequency ?? null,
  dueDay: rest.dueDay ?? ('' as const),
  from: rest.from ?? '',
  until: rest.until ?? '',
});
export type RegistrationRow = Omit<ReturnType<typeof rowOfRegistration>, 'dueDay'> & { dueDay: number | '' };

export const rowOfAccount = ({ id, kind, ...rest }: Account) => ({
  key: id,
  id: id as string | undefined,
  kind,
  institution: rest.institution ?? '',
  last4: rest.last4 ?? '',
  frequency: rest.frequency ?? null,
  from: rest.from ?? '',
  until: rest.until ?? '',
  note: rest.note ?? '',
});
export type AccountRow = ReturnType<typeof rowOfAccount>;

const isNew = () => ({ key: crypto.randomUUID(), id: undefined });
const open = { from: '', until: '' };

export const newRegistration = (): RegistrationRow => ({
  ...isNew(),
  authority: '',
  tax: 'sales',
  number: '',
  frequency: null,
  dueDay: '',
  ...open,
});

export const newAccount = (): AccountRow => ({
  ...isNew(),
  kind: 'checking',
  institution: '',
  last4: '',
  frequency: 'monthly',
  ...open,
  note: '',
});

type Said<Row> = Omit<{ [K in keyof Row]?: Exclude<Row[K], '' | null> }, 'key'>;

/** An entry as the API takes it: without what says nothing. */
export function entryOf<Row extends { key: string }>({ key: _, ...row }: Row): Said<Row> {
  const typed = Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]);
  return Object.fromEntries(typed.filter(([, value]) => value !== '' && value !== null && value !== undefined));
}

/** A list as it was before: what was taken out is added anew, since its id is no longer there. */
export const entriesAgain = <Entry extends { id: string }>(
  before: readonly Entry[],
  after: readonly { id: string }[],
) => before.map(({ id, ...entry }) => (after.some((one) => one.id === id) ? { id, ...entry } : entry));
