import { describe, expect, test } from 'vitest';
import { isSearching } from '../../web/console/src/features/clients/place.ts';
import { queryOf, searchOf } from '../../web/console/src/features/clients/views.ts';

describe('what is typed above the list of clients', () => {
  test('is looked for from two letters on, and no filter is shown then', () => {
    expect([undefined, '', 'j', ' j ', 'ju'].map((q) => isSearching({ q }))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('is not kept with the filters, which do not narrow it', () => {
    const search = { q: 'juniper', state: 'prospect', tag: 'healthcare', peek: 'cli_1' } as const;
    expect(queryOf(search)).toBe('state=prospect&tag=healthcare');
  });

  test('is left out of filters that it was kept with once', () => {
    expect(queryOf(searchOf('q=juniper&state=prospect'))).toBe('state=prospect');
  });
});
