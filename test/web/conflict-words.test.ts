import { expect, test } from 'vitest';
import { sayMatches } from '../../web/console/src/lib/conflict-words.ts';
import type { Hit } from '../../web/console/src/lib/conflicts.ts';

test('of a match behind a wall a report counts nothing: it says that there is one', () => {
  const hit = {} as Hit;
  expect(sayMatches({ hits: [] })).toBe('0 matches');
  expect(sayMatches({ hits: [hit] })).toBe('1 match');
  expect(sayMatches({ hits: [hit, hit], ask: 'A match exists; ask Eleanor Rowe' })).toBe('2 matches');
  expect(sayMatches({ hits: [], ask: 'A match exists; ask Eleanor Rowe' })).toBe('A match exists');
});
