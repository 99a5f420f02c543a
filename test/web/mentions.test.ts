import { describe, expect, test } from 'vitest';
import { begunMention, mentionedIn, partsOf, suggestions, withMention } from '../../web/console/src/lib/mentions.ts';

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

describe('a comment that names people', () => {
  const [ann, anna] = [
    { id: 'mem_1', name: 'Ann' },
    { id: 'mem_2', name: 'Ann Alder' },
  ];

  test('is shown in pieces, the longest name first', () => {
    expect(partsOf('Ask @Ann Alder, then @Ann.', [ann, anna])).toEqual([
      { text: 'Ask ', isName: false },
      { text: '@Ann Alder', isName: true },
      { text: ', then ', isName: false },
      { text: '@Ann', isName: true },
      { text: '.', isName: false },
    ]);
  });

  test('is one piece where nobody is named', () => {
    expect(partsOf('mail@Ann', [])).toEqual([{ text: 'mail@Ann', isName: false }]);
  });
});
