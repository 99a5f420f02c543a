import type { Client, ClientChange } from '../../lib/client.ts';
import { rolesOfRows } from '../../lib/role-rows.ts';
import { type Values, valuesOf } from './client-form.ts';
import { entriesAgain, entryOf } from './entry-rows.ts';

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
const orNull = <T>(value: T) => (value === '' || value === undefined ? null : value);
const said = (text: string) => text.trim() !== '';

const plain = [
  'name',
  'number',
  'kind',
  'lifecycle',
  'responsible',
  'manager',
  'groupId',
  'phone',
  'website',
  'formerNames',
  'tags',
  'leavesOn',
] as const;

function addressOf({ country, ...lines }: Values['address']) {
  const given = Object.entries(lines).filter(([, line]) => said(line));
  if (given.length === 0 && country === null) return null;
  return {
    ...Object.fromEntries(given.map(([name, line]) => [name, line.trim()])),
    ...(country !== null && { country }),
  };
}

const yearEndOf = ({ on, month, day, weekday }: Values['yearEnd']) =>
  on === 'day' ? { month: Number(month), day: Number(day) } : { month: Number(month), weekday: Number(weekday), on };

function payerOf(client: Client, { paidBy, billingClientId }: Values): string | null {
  if (paidBy === 'usual') return null;
  return paidBy === 'itself' ? client.id : billingClientId;
}

/** By key: what was emptied goes, what was left as it was is not named. */
function customOf(had: Client['custom'], after: Values['custom']) {
  const now = Object.entries(after).map(
    ([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const,
  );
  return Object.fromEntries(
    now.map(([key, value]) => [key, orNull(value)] as const).filter(([key, value]) => value !== (had[key] ?? null)),
  );
}

/** What is made of several fields, as the API takes it: the same before and after says that nothing changed. */
const madeOf = (client: Client, values: Values) => ({
  address: addressOf(values.address),
  yearEnd: yearEndOf(values.yearEnd),
  registrations: values.registrations.map(entryOf),
  accounts: values.accounts.map(entryOf),
  roles: rolesOfRows(values.roles),
  standingNotes: values.standingNotes.filter(({ text }) => said(text)),
  billingClientId: payerOf(client, values),
  internal: values.internal || null,
});

/** Only what was changed is sent; what was emptied is taken away. */
export function changeOf(client: Client, after: Values): ClientChange {
  const before = valuesOf(client);
  const [had, has] = [madeOf(client, before), madeOf(client, after)];
  const made = (Object.keys(has) as (keyof typeof has)[]).filter((name) => differs(had[name], has[name]));
  const custom = customOf(client.custom, after.custom);
  const taxId = after.dropsTaxId ? null : said(after.taxId) ? after.taxId.trim() : undefined;
  return {
    ...Object.fromEntries(
      plain.filter((name) => differs(before[name], after[name])).map((name) => [name, orNull(after[name])]),
    ),
    ...Object.fromEntries(made.map((name) => [name, has[name]])),
    ...(Object.keys(custom).length > 0 && { custom }),
    ...(taxId !== undefined && { taxId }),
  };
}

/** What makes it again as it was; a tax number that was replaced is known to nobody here. */
export function reverse(before: Client, { custom, taxId, ...change }: ClientChange, after: Client): ClientChange {
  const lists = {
    registrations: () => entriesAgain(before.registrations, after.registrations),
    accounts: () => entriesAgain(before.accounts, after.accounts),
    standingNotes: () =>
      entriesAgain(
        before.standingNotes.map(({ id, text }) => ({ id, text })),
        after.standingNotes,
      ),
  };
  const isList = (name: string): name is keyof typeof lists => name in lists;
  const back = Object.keys(change).map((name) => [
    name,
    isList(name) ? lists[name]() : (before[name as keyof Client] ?? null),
  ]);
  return {
    ...Object.fromEntries(back),
    ...(custom && { custom: Object.fromEntries(Object.keys(custom).map((key) => [key, before.custom[key] ?? null])) }),
    ...(taxId !== undefined && before.taxId === undefined && { taxId: null }),
  };
}

/** As it will be once the change is through; what only the API can make stays as it is until then. */
export function asChanged(before: Client, { taxId: _, custom = {}, ...change }: ClientChange): Client {
  const withIds = (value: unknown) =>
    Array.isArray(value)
      ? value.map((one: unknown, at) => (typeof one === 'object' ? { id: `new-${at}`, ...one } : one))
      : value;
  const shown = Object.entries(change).map(([name, value]) => [name, withIds(value) ?? undefined]);
  const own = Object.entries({ ...before.custom, ...custom }).filter(([, value]) => value !== null);
  return { ...before, ...Object.fromEntries(shown), custom: Object.fromEntries(own) };
}

/** For who wants all of it or to hear why not, as when changes are taken back. */
export async function all(running: Promise<{ refused: readonly { client: Client; why: string }[] }>): Promise<void> {
  const [refused] = (await running).refused;
  if (refused) throw new Error(`${refused.client.name}: ${refused.why}`);
}
