import { expect, test } from 'vitest';
import { benchCalls } from '../../bench/calls.ts';
import { computing } from '../../bench/computing.ts';

test('what is left out of the bar for thin handlers is a call that is made', () => {
  const routes = new Set(benchCalls.map(({ route }) => route));
  expect(Object.keys(computing).filter((route) => !routes.has(route))).toEqual([]);
});
