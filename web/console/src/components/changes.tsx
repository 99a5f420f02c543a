import { Text } from '@mantine/core';
import { sayDate } from '../lib/dates.ts';
import type { Entry } from '../lib/history.ts';
import { useMemberName, useToday } from '../lib/me.ts';
import { type Money, sayMoney } from '../lib/money.ts';

/** Of the machinery, not of the record. */
const own = new Set(
  'id clientId contactId clientIds createdAt version status author seq holder mergedInto mergedFrom by setBy of page query'.split(
    ' ',
  ),
);

/** What reads better than the field’s own name. */
const fields: Record<string, string> = {
  name: 'Name',
  lifecycle: 'State',
  main: 'Main contact',
  portal: 'Portal',
  notify: 'Is sent mail',
  sign: 'May sign',
  access: 'Sees',
  groupId: 'Group',
  billingClientId: 'Who pays',
  paysFor: 'Pays for',
  taxId: 'Tax number',
  otherMails: 'More mail addresses',
  otherPhones: 'More phones',
  kind: 'Kind',
  parentId: 'In',
  other: 'With',
  custom: 'Own fields',
};

/** As a person reads it: `startsOn` is “Starts on”. */
export const sayField = (name: string): string =>
  fields[name] ??
  name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

const isMoney = (value: object): value is Money => 'amount' in value && 'currency' in value;

/** An id of something else tells a person nothing. */
const isForeign = (value: unknown) => typeof value === 'string' && /^(?!mem_)[a-z]{2,4}_[0-9A-Z]{26}$/.test(value);

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

type Say = (value: unknown) => string;

function sayText(value: string, nameOf: (id: string) => string, today: string): string {
  if (value.startsWith('mem_')) return nameOf(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return sayDate(value, today);
  return value;
}

/** Things are told by what they are called; those that are called nothing, by their number. */
function sayList(values: readonly unknown[], say: Say): string {
  const named = values.map((one) => {
    if (typeof one !== 'object' || one === null) return isForeign(one) ? undefined : say(one);
    const { name, title, label } = one as Record<string, unknown>;
    return [name, title, label].find((each) => typeof each === 'string');
  });
  if (named.every((one) => one !== undefined)) return named.join(', ');
  return values.length === 1 ? 'one' : `${values.length} of them`;
}

function sayObject(value: object, say: Say): string {
  if ('sha256' in value) return 'a text';
  if (isMoney(value)) return sayMoney(value);
  if ('name' in value && typeof value.name === 'string') return value.name;
  const inner = Object.values(value).filter((one) => !isForeign(one) && !isEmpty(one));
  if (inner.length === 0) return 'someone in the books';
  return inner.every((one) => typeof one !== 'object') ? inner.map(say).join(', ') : sayList(inner, say);
}

/** In few words: money, dates and names as people say them, a long text only that it is one. */
export function useSayValue(): Say {
  const nameOf = useMemberName();
  const today = useToday();
  const say: Say = (value) => {
    if (isEmpty(value)) return 'nothing';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (isForeign(value)) return 'another one';
    if (typeof value === 'string') return sayText(value, nameOf, today);
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value)) return sayList(value, say);
    return typeof value === 'object' && value !== null ? sayObject(value, say) : '';
  };
  return say;
}

function sayChange(name: string, [before, after]: readonly [unknown, unknown], say: Say): string {
  if (before === 'sealed' || after === 'sealed') return `${sayField(name)} (kept secret)`;
  if (before === 'hidden' && after === 'hidden') return `${sayField(name)} (not shown to you)`;
  if (isForeign(before) || isForeign(after)) return sayField(name).replace(/ id$/, '');
  return isEmpty(before) ? `${sayField(name)}: ${say(after)}` : `${sayField(name)}: ${say(before)} → ${say(after)}`;
}

/** Of something new, that a switch is off says nothing. */
const tells = (name: string, [before, after]: readonly [unknown, unknown]) =>
  !own.has(name) && !name.endsWith('At') && !(isEmpty(before) && (isEmpty(after) || after === false));

/** What it is called comes first. */
const byWeight = ([a]: [string, unknown], [b]: [string, unknown]) =>
  Number(/^(name|title)$/.test(b)) - Number(/^(name|title)$/.test(a));

export function Changes({ changes }: { changes: NonNullable<Entry['changes']> }) {
  const say = useSayValue();
  const said = Object.values(changes).flatMap((ofRecord) =>
    Object.entries(ofRecord)
      .filter(([name, change]) => tells(name, change))
      .toSorted(byWeight)
      .map(([name, change]) => sayChange(name, change, say)),
  );
  if (said.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
      {said.join(' · ')}
    </Text>
  );
}
