import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask, type Sealed, sealer } from '../../shared/sensitive/sealed.ts';
import { fakeKeys } from '../support/fakes.ts';

const key = Buffer.alloc(32, 3);
const mine = sealer(key, 'cli_1');
const value = '12-3456789';

/** The same bytes but for one bit. */
function flipped(base64: string, bit: number): string {
  const bytes = Buffer.from(base64, 'base64');
  const at = bit % (bytes.length * 8);
  bytes[at >> 3] = bytes[at >> 3]! ^ (1 << (at & 7));
  return bytes.toString('base64');
}

describe('a sealed value', () => {
  test('opens to what was sealed, whatever it is, and shows nothing of it before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = mine.seal('taxId', text);
        expect(mine.open('taxId', sealed)).toBe(text);
        expect(Object.keys(sealed).toSorted()).toEqual(['data', 'iv', 'shown', 'tag']);
      }),
    );
    const { iv, data, tag } = mine.seal('taxId', value);
    expect(Buffer.concat([iv, data, tag].map((part) => Buffer.from(part, 'base64'))).includes('3456')).toBe(false);
  });

  test('is another one each time, so that equal values cannot be told', () => {
    const [one, other] = [mine.seal('taxId', value), mine.seal('taxId', value)];
    expect([one.iv === other.iv, one.data === other.data]).toEqual([false, false]);
  });

  test('does not open for another owner, even under the same key, nor as another field, nor under another key', () => {
    const sealed = mine.seal('taxId', value);
    expect(() => sealer(key, 'cli_2').open('taxId', sealed)).toThrow();
    expect(() => mine.open('bankAccount', sealed)).toThrow();
    expect(() => sealer(Buffer.alloc(32, 4), 'cli_1').open('taxId', sealed)).toThrow();
  });

  test('does not open with one bit of it altered', () => {
    fc.assert(
      fc.property(fc.constantFrom('iv', 'data', 'tag'), fc.nat(), (part, bit) => {
        const sealed = mine.seal('taxId', value);
        expect(() => mine.open('taxId', { ...sealed, [part]: flipped(sealed[part as keyof Sealed], bit) })).toThrow();
      }),
    );
  });

  test('does not open with less of it, or of another length', () => {
    const sealed = mine.seal('taxId', value);
    const shorter = (base64: string, bytes: number) =>
      Buffer.from(base64, 'base64').subarray(0, bytes).toString('base64');
    for (const bytes of [0, 4, 8, 12, 15])
      expect(() => mine.open('taxId', { ...sealed, tag: shorter(sealed.tag, bytes) })).toThrow();
    expect(() => mine.open('taxId', { ...sealed, data: shorter(sealed.data, 5) })).toThrow();
    expect(() => mine.open('taxId', { ...sealed, data: '' })).toThrow();
    expect(() => mine.open('taxId', { ...sealed, iv: '' })).toThrow();
  });

  test('is refused to who asks the key service in another owner’s name', async () => {
    const keys = fakeKeys();
    const { wrapped, sealer: made } = await keys.make('cli_1');
    const sealed = made.seal('taxId', value);
    expect((await keys.open('cli_1', wrapped)).open('taxId', sealed)).toBe(value);
    await expect(keys.open('cli_2', wrapped)).rejects.toThrow();
  });
});

describe('what is shown of a value', () => {
  test.each([
    ['12-3456789', '•••••6789'],
    ['123 45 6789', '•••••6789'],
    ['GB 123 4567 89 ab', '•••••89ab'],
    ['12345678', '•••••'],
    ['1234', '•••••'],
    ['', '•••••'],
  ])('of %j is %s', (text, shown) => {
    expect(mask(text)).toBe(shown);
  });

  test('is never more than is hidden, nor half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = mask(text).slice(5);
        expect(shown.isWellFormed()).toBe(true);
        const letters = Array.from(text.replace(/[^\p{L}\p{N}]/gu, ''));
        expect(Array.from(shown).length * 2).toBeLessThan(Math.max(1, letters.length));
        expect(letters.join('').endsWith(shown)).toBe(true);
      }),
    );
  });
});
