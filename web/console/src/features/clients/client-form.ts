import type { Client } from '../../lib/clients.ts';
import type { ClientChange } from './requests.ts';

/** What the editor shows: every value there, empty where there is none. */
export const valuesOf = (client: Client) => ({
  name: client.name,
  number: client.number ?? '',
  kind: client.kind,
  lifecycle: client.lifecycle,
  responsible: client.responsible ?? null,
  manager: client.manager ?? null,
  groupId: client.groupId ?? null,
  yearEndMonth: String(client.yearEnd.month),
  yearEndDay: 'day' in client.yearEnd ? client.yearEnd.day : undefined,
  phone: client.phone ?? '',
  website: client.website ?? '',
  street: client.address?.street ?? '',
  city: client.address?.city ?? '',
  region: client.address?.region ?? '',
  postcode: client.address?.postcode ?? '',
  formerNames: client.formerNames,
  tags: client.tags,
  standingNotes: client.standingNotes.map(({ id, text }) => ({ id, text })) as { id?: string; text: string }[],
});
export type Values = ReturnType<typeof valuesOf>;

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
] as const;
const ofAddress = ['street', 'city', 'region', 'postcode'] as const;

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
const orNull = (value: unknown) => (value === '' || value === null ? null : value);

/** Only what was changed is sent; what was emptied is taken away. */
export function changeOf(client: Client, after: Values): ClientChange {
  const before = valuesOf(client);
  const isOther = (name: keyof Values) => differs(before[name], after[name]);
  const change: Record<string, unknown> = Object.fromEntries(
    plain.filter(isOther).map((name) => [name, orNull(after[name])]),
  );
  if (isOther('yearEndMonth') || isOther('yearEndDay'))
    change.yearEnd = { month: Number(after.yearEndMonth), day: after.yearEndDay };
  if (ofAddress.some(isOther)) {
    const given = ofAddress.map((name) => [name, after[name].trim()]).filter(([, value]) => value !== '');
    const { country } = client.address ?? {};
    change.address = given.length > 0 ? { ...Object.fromEntries(given), ...(country && { country }) } : null;
  }
  if (isOther('standingNotes')) change.standingNotes = after.standingNotes.filter(({ text }) => text.trim() !== '');
  return change;
}

/** What makes it again as it was; a standing note that is gone comes back as a new one. */
export function reverse(before: Client, change: ClientChange, after: Client): ClientChange {
  const back: ClientChange = Object.fromEntries(
    Object.keys(change).map((name) => [name, before[name as keyof Client] ?? null]),
  );
  if (!change.standingNotes) return back;
  const left = new Set(after.standingNotes.map(({ id }) => id));
  const notes = before.standingNotes.map(({ id, text }) => (left.has(id) ? { id, text } : { text }));
  return { ...back, standingNotes: notes };
}
