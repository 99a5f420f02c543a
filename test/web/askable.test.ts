import { describe, expect, test } from 'vitest';
import { askableOf, whyNotAsked } from '../../web/console/src/lib/askable.ts';

const person = (name: string, portal: boolean) => ({ name, mail: `${name}@juniper.example`, link: { portal } });
const silent = (name: string, portal: boolean) => ({ name, link: { portal } });

describe('who can be asked for something', () => {
  test('gets mail and may use the portal', () => {
    const all = [person('Ann', true), person('Ben', false), silent('Cleo', true)];
    expect(askableOf(all).map(({ name }) => name)).toEqual(['Ann']);
  });

  test('is said of those who cannot be, with what helps, and only a few of many by name', () => {
    expect(whyNotAsked([person('Ann', true)])).toBeUndefined();
    expect(whyNotAsked([person('Ann', true), person('Ben', false)])).toMatch(/portal: Ben\. Switch it on/);
    const many = ['A', 'B', 'C', 'D', 'E'].map((name) => person(name, false));
    expect(whyNotAsked(many)).toContain('A, B, C and 2 more.');
    expect(whyNotAsked([silent('Cleo', true)])).toMatch(/mail address/);
    expect(whyNotAsked([])).toMatch(/mail address/);
  });
});
