import { Text } from '@mantine/core';
import type { Entry } from '../lib/history.ts';
import { useMemberName } from '../lib/me.ts';
import { type Money, sayMoney } from '../lib/money.ts';

/** Of the machinery, not of the record. */
const own = new Set(['id', 'clientId', 'contactId', 'clientIds', 'createdAt', 'version', 'status', 'author', 'seq']);

const sayField = (name: string) =>
  name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

type Named = (id: string) => string;

const isMoney = (value: object): value is Money => 'amount' in value && 'currency' in value;

/** An id of something else tells a person nothing. */
const isForeign = (value: unknown) => typeof value === 'string' && /^(?!mem_)[a-z]{2,4}_[0-9A-Z]{26}$/.test(value);

/** In few words: a long text by its length, a list of things by their number. */
function sayValue(value: unknown, nameOf: Named): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value.startsWith('mem_') ? nameOf(value) : value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object') return '';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'nothing';
    const isPlain = value.every((one) => typeof one !== 'object' && !isForeign(one));
    return isPlain ? value.map((one) => sayValue(one, nameOf)).join(', ') : `${value.length} entries`;
  }
  if ('sha256' in value) return 'a text';
  if (isMoney(value)) return sayMoney(value);
  const inner = Object.entries(value).filter(([, one]) => !isForeign(one));
  if (inner.length === 0) return 'someone else';
  const isPlain = inner.every(([, one]) => typeof one !== 'object');
  return isPlain ? inner.map(([, one]) => sayValue(one, nameOf)).join(', ') : `${inner.length} entries`;
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function sayChange(name: string, [before, after]: readonly [unknown, unknown], nameOf: Named): string {
  if (before === 'sealed' || after === 'sealed') return `${sayField(name)} (kept secret)`;
  if (before === 'hidden' && after === 'hidden') return `${sayField(name)} (not shown to you)`;
  if (isForeign(before) || isForeign(after)) return sayField(name).replace(/ id$/, '');
  const said = sayValue(after, nameOf);
  return isEmpty(before) ? `${sayField(name)}: ${said}` : `${sayField(name)}: ${sayValue(before, nameOf)} → ${said}`;
}

export function Changes({ changes }: { changes: NonNullable<Entry['changes']> }) {
  const nameOf = useMemberName();
  const said = Object.values(changes).flatMap((fields) =>
    Object.entries(fields)
      .filter(
        ([name, [before, after]]) => !own.has(name) && !name.endsWith('At') && !(isEmpty(before) && isEmpty(after)),
      )
      .map(([name, change]) => sayChange(name, change, nameOf)),
  );
  if (said.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
      {said.join(' · ')}
    </Text>
  );
}
