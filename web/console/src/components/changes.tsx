import { Text } from '@mantine/core';
import type { Entry } from '../lib/history.ts';

/** Of the machinery, not of the record. */
const own = new Set(['id', 'clientId', 'contactId', 'clientIds', 'createdAt', 'version', 'status', 'author', 'seq']);

const sayField = (name: string) =>
  name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

function sayValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(sayValue).join(', ');
  return Object.entries(value)
    .map(([name, inner]) => `${sayField(name)} ${sayValue(inner)}`)
    .join(', ');
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function sayChange(name: string, [before, after]: readonly [unknown, unknown]): string {
  if (before === 'sealed' || after === 'sealed') return `${sayField(name)} (kept secret)`;
  if (before === 'hidden' && after === 'hidden') return `${sayField(name)} (not shown to you)`;
  return isEmpty(before)
    ? `${sayField(name)}: ${sayValue(after)}`
    : `${sayField(name)}: ${sayValue(before)} → ${sayValue(after)}`;
}

export function Changes({ changes }: { changes: NonNullable<Entry['changes']> }) {
  const said = Object.values(changes).flatMap((fields) =>
    Object.entries(fields)
      .filter(([name, [before, after]]) => !own.has(name) && !(isEmpty(before) && isEmpty(after)))
      .map(([name, change]) => sayChange(name, change)),
  );
  if (said.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
      {said.join(' · ')}
    </Text>
  );
}
