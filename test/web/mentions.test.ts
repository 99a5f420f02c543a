import { expect, test } from 'vitest';
import { begunMention, mentionedIn, suggestions, withMention } from '../../web/console/src/features/jobs/mentions.ts';

const team = [
  { id: 'mem_1', name: 'Marcus Bell' },
  { id: 'mem_2', name: 'Priya Nair' },
  { id: 'mem_3', name: 'Tomás Herrera' },
];

test.each([
  ['please, @', ''],
  ['please, @mar', 'mar'],
  ['@Tomás H', 'Tomás H'],
  ['a mail to me@firm', undefined],
  ['nobody', undefined],
])('behind “%s” a name is begun: %s', (before, begun) => expect(begunMention(before)).toBe(begun));

test('colleagues are proposed by how their names begin, whatever the case', () => {
  expect(suggestions(team, 'PRI').map(({ id }) => id)).toEqual(['mem_2']);
  expect(suggestions(team, '')).toHaveLength(3);
  expect(suggestions(team, undefined)).toEqual([]);
});

test('the chosen name takes the place of what was begun, and the cursor stands behind it', () =>
  expect(withMention('ask @mar about rent', 8, 'Marcus Bell')).toEqual({
    text: 'ask @Marcus Bell about rent',
    cursor: 17,
  }));

test('who was named and taken out again is not mentioned', () =>
  expect(mentionedIn('@Priya Nair and Marcus Bell', team)).toEqual(['mem_2']));
