import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, keyOf, soundsOf, wordsOf } from '../../../functions/conflicts/names.ts';

const never = () => false;
const always = () => true;

/** Words that tell who someone is: no suffix, no “and”, longer than an initial. */
const word = fc
  .string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split(''), 'é', 'ö', 'ñ', 'ł', 'ß', 'ø'),
    minLength: 4,
    maxLength: 9,
  })
  .map((text) => `q${text}`);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 5 });
const suffix = fc.constantFrom('LLC', 'L.L.C.', 'Inc.', 'P.C.', 'GmbH', 'Co.', 'Ltd', 'Corporation', 'Jr.', 'PLLC');

describe('a name is the same name', () => {
  const same = (a: string, b: string) => {
    expect(keyOf(a)).toBe(keyOf(b));
    expect(compare(a, b, never)).toBe('same-name');
  };

  test('in any order of its words, with any suffix, initial, “and”, dots and commas', () => {
    const more = fc.array(fc.oneof(suffix, fc.constantFrom('A.', 'q', 'and', '&', 'The', ',')), { maxLength: 4 });
    fc.assert(
      fc.property(words, more, fc.infiniteStream(fc.nat()), (name, extra, order) => {
        const mixed = [...name, ...extra]
          .map((one) => ({ one, at: order.next().value }))
          .toSorted((a, b) => a.at - b.at);
        same(name.join(' '), mixed.map(({ one }) => one).join(' '));
        same(name.join(' '), mixed.map(({ one }) => one).join(', '));
      }),
    );
  });

  test('in any case, and with its accents as letters, as marks or not at all', () => {
    fc.assert(
      fc.property(words, (name) => {
        const text = name.join(' ');
        for (const other of [
          text.toUpperCase(),
          text.toLowerCase(),
          text.normalize('NFD'),
          text.normalize('NFC'),
          text.normalize('NFD').replace(/\p{M}/gu, ''),
        ])
          same(text, other);
      }),
    );
  });

  test('whatever it is made of: there is always something to look for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
        fc.pre(name.trim() !== '');
        expect(wordsOf(name).words.length).toBeGreaterThan(0);
        expect(wordsOf(name).words).not.toContain('');
        expect(wordsOf(name).words.flatMap(soundsOf)).not.toContain('');
        expect(Buffer.byteLength(keyOf(name))).toBeLessThan(1_500);
        same(name, name);
      }),
    );
  });

  test.each([
    ['Juniper Street Dental, P.C.', 'JUNIPER STREET DENTAL'],
    ['Whitaker, Jonathan', 'Jonathan Q. Whitaker'],
    ['Foxglove & Thistle Floral, LLC', 'Foxglove and Thistle Floral'],
    ['O’Brien Holdings', "O'Brien Holdings Inc"],
    ['Müller GmbH', 'MÜLLER'],
    ['I.B.M.', 'IBM'],
    ['Straße 7', 'STRASSE 7'],
    ['The Company LLC', 'Company, The'],
    ['漢字商事', '漢字商事'],
  ])('%s and %s', (a, b) => same(a, b));
});

describe('a name may be another', () => {
  test.each([
    ['Alicia Whitaker', 'Jonathan & Alicia Whitaker', 'contains'],
    ['Whitaker', 'Whitaker Rental Properties', 'contains'],
    ['Stonebridge Rental Properties of Denver', 'Stonebridge Rental', 'contains'],
    ['J. Whitaker', 'Jonathan Whitaker', 'initials'],
    ['Jonathan Whitaker', 'J Whitaker', 'initials'],
    ['Jon Smyth', 'John Smith', 'sounds-alike'],
    ['Meier', 'Meyer', 'sounds-alike'],
    ['Mueller Steel', 'Müller Steel', 'sounds-alike'],
    ['Quandt Motors', 'Quandt Aviation Holdings', 'rare-word'],
  ])('%s may be %s: %s', (a, b, why) => expect(compare(a, b, always)).toBe(why));

  test.each([
    ['Quandt Motors', 'Quandt Aviation Holdings'],
    ['Denver Dental', 'Boulder Bakery'],
    ['Jonathan Whitaker', 'Whitaker'],
  ])('%s is not %s by common words', (a, b) => expect(compare(a, b, never)).toBeUndefined());

  test('and then so in whichever direction one asks, but for a part of it', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [one, other] = [compare(a.join(' '), b.join(' '), never), compare(b.join(' '), a.join(' '), never)];
        if (one !== 'contains' && other !== 'contains') expect(one).toBe(other);
      }),
    );
  });
});
