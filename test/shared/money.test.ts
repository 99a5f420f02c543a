import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  allocate,
  compare,
  decimal,
  format,
  Money,
  multiply,
  negate,
  parse,
  subtract,
  sum,
  zero,
} from '../../shared/money.ts';

const usd = (amount: number): Money => ({ amount, currency: 'USD' });
const amounts = (parts: Money[]) => parts.map((part) => part.amount);
const anyAmount = fc.integer({ min: -1e12, max: 1e12 });
const weights = fc.array(fc.nat({ max: 1e6 }), { minLength: 1, maxLength: 20 }).filter((all) => all.some((w) => w > 0));

describe('the shape of money', () => {
  test.each([
    ['a fraction of a cent', { amount: 12.5, currency: 'USD' }],
    ['an amount beyond exact integers', { amount: 2 ** 53, currency: 'USD' }],
    ['an amount as text', { amount: '1250', currency: 'USD' }],
    ['a currency nobody issues', { amount: 1, currency: 'ABC' }],
    ['a currency in small letters', { amount: 1, currency: 'usd' }],
    ['no currency', { amount: 1 }],
  ])('refuses %s', (_what, value) => {
    expect(Money.safeParse(value).success).toBe(false);
  });
  test('takes minor units with an ISO 4217 code', () => {
    expect(Money.parse({ amount: -12500, currency: 'EUR' })).toEqual({ amount: -12500, currency: 'EUR' });
  });
});

describe('adding and comparing', () => {
  test('different currencies are never reckoned together', () => {
    for (const reckon of [add, subtract, compare])
      expect(() => reckon(usd(1), { amount: 1, currency: 'EUR' })).toThrow('USD and EUR cannot be reckoned together');
  });
  test('a sum of nothing is zero of the currency asked for', () => {
    expect(sum('JPY', [])).toEqual(zero('JPY'));
    expect(sum('USD', [usd(1), usd(2), usd(-5)])).toEqual(usd(-2));
  });
  test('a total that would lose its cents is refused', () => {
    expect(() => add(usd(Number.MAX_SAFE_INTEGER), usd(1))).toThrow('too large');
    expect(() => multiply(usd(Number.MAX_SAFE_INTEGER), 2)).toThrow('too large');
  });
  test('the negative of zero is zero', () => {
    expect(Object.is(negate(usd(0)).amount, 0)).toBe(true);
  });
  test('sorts by size', () => {
    expect([usd(5), usd(-1), usd(3)].toSorted(compare)).toEqual([usd(-1), usd(3), usd(5)]);
  });
  test('subtracting undoes adding', () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (a, b) => {
        expect(subtract(add(usd(a), usd(b)), usd(b))).toEqual(usd(a));
      }),
    );
  });
});

describe('multiplying by a ratio', () => {
  test.each([
    ['half a cent goes up', 1, 1, 2, 1],
    ['just under half goes down', 49, 1, 100, 0],
    ['half of a negative goes away from zero', -1, 1, 2, -1],
    ['a negative ratio does too', 3, -1, 2, -2],
    ['a negative denominator is a negative ratio', 3, 1, -2, -2],
    ['90 minutes at $110.00 an hour', 11000, 90, 60, 16500],
    ['7.25 % of $19.99', 1999, 725, 10_000, 145],
    ['1.005 × $1.00, which floating point makes 100', 100, 1005, 1000, 101],
  ])('%s', (_what, amount, numerator, denominator, expected) => {
    expect(multiply(usd(amount), numerator, denominator).amount).toBe(expected);
  });
  test('a reversal is the exact negative of what it reverses', () => {
    fc.assert(
      fc.property(anyAmount, fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (amount, top, bottom) => {
        // What is too large to be kept exactly is refused, with either sign.
        fc.pre(Math.abs(amount) * (top / bottom) < 9e15);
        expect(multiply(negate(usd(amount)), top, bottom)).toEqual(negate(multiply(usd(amount), top, bottom)));
      }),
    );
  });
  test('is within half a minor unit of the exact product', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer(), fc.integer({ min: 1, max: 1e6 }), (amount, top, bottom) => {
        const exact = BigInt(amount) * BigInt(top);
        fc.pre(exact / BigInt(bottom) < 9e15 && exact / BigInt(bottom) > -9e15);
        const off = 2n * (BigInt(multiply(usd(amount), top, bottom).amount) * BigInt(bottom) - exact);
        expect(off <= BigInt(bottom) && off >= -BigInt(bottom)).toBe(true);
      }),
    );
  });
  test('a fraction as factor is refused: say it as two integers', () => {
    expect(() => multiply(usd(100), 0.5)).toThrow('ratio of two integers');
    expect(() => multiply(usd(100), 1, 0)).toThrow('ratio of two integers');
  });
});

describe('splitting an amount', () => {
  test('three equal shares of a dollar: the first takes the odd cent', () => {
    expect(amounts(allocate(usd(100), [1, 1, 1]))).toEqual([34, 33, 33]);
    expect(amounts(allocate(usd(-100), [1, 1, 1]))).toEqual([-34, -33, -33]);
  });
  test('at equal remainders the larger weight goes first, wherever it stands', () => {
    expect(amounts(allocate(usd(2), [1, 3]))).toEqual([0, 2]);
    expect(amounts(allocate(usd(2), [3, 1]))).toEqual([2, 0]);
  });
  test('a weight of zero gets nothing', () => {
    expect(amounts(allocate(usd(5), [0, 1, 0, 1]))).toEqual([0, 3, 0, 2]);
  });
  test('nothing can be split over nothing, an amount cannot', () => {
    expect(amounts(allocate(usd(0), [0, 0]))).toEqual([0, 0]);
    expect(() => allocate(usd(1), [0, 0])).toThrow('every weight is zero');
    expect(() => allocate(usd(1), [])).toThrow('every weight is zero');
    expect(() => allocate(usd(1), [-1, 2])).toThrow('zero or more');
    expect(() => allocate(usd(1), [0.5, 0.5])).toThrow('integers');
  });
  test('the parts sum to the whole', () => {
    fc.assert(
      fc.property(anyAmount, weights, (amount, by) => {
        expect(sum('USD', allocate(usd(amount), by))).toEqual(usd(amount));
      }),
    );
  });
  test('every part is within one minor unit of its exact share, on its side of zero', () => {
    fc.assert(
      fc.property(anyAmount, weights, (amount, by) => {
        const total = BigInt(by.reduce((all, weight) => all + weight, 0));
        for (const [index, { amount: part }] of allocate(usd(amount), by).entries()) {
          const off = BigInt(part) * total - BigInt(amount) * BigInt(by[index]!);
          expect(off < total && off > -total).toBe(true);
          expect(part === 0 || part < 0 === amount < 0).toBe(true);
          expect(Number.isSafeInteger(part)).toBe(true);
        }
      }),
    );
  });
  test('reordering the weights reorders the parts and changes nothing else', () => {
    const withShuffled = weights.chain((by) =>
      fc.tuple(fc.constant(by), fc.shuffledSubarray(by, { minLength: by.length, maxLength: by.length })),
    );
    const pairs = (amount: number, by: number[]) =>
      amounts(allocate(usd(amount), by))
        .map((part, index) => `${by[index]}:${part}`)
        .toSorted();
    fc.assert(
      fc.property(anyAmount, withShuffled, (amount, [by, shuffled]) => {
        expect(pairs(amount, shuffled)).toEqual(pairs(amount, by));
      }),
    );
  });
});

describe('reading and writing amounts', () => {
  test.each([
    ['USD', 123450, '1234.50', '$1,234.50'],
    ['USD', -5, '-0.05', '-$0.05'],
    ['JPY', 1234, '1234', '¥1,234'],
    ['BHD', 1234, '1.234', 'BHD 1.234'],
    ['HUF', 1050, '10.50', 'HUF 10.50'],
    ['USD', Number.MAX_SAFE_INTEGER, '90071992547409.91', '$90,071,992,547,409.91'],
  ])('%s %d is %s in a file and %s on a page', (currency, amount, inFile, onPage) => {
    const value = { amount, currency };
    expect(decimal(value)).toBe(inFile);
    expect(parse(inFile, currency)).toEqual(value);
    // Intl parts code and figure by a no-break space.
    expect(format(value).replace('\u00A0', ' ')).toBe(onPage);
  });
  test('follows the reader’s locale', () => {
    expect(format({ amount: 123450, currency: 'EUR' }, 'de-DE').replace('\u00A0', ' ')).toBe('1.234,50 €');
  });
  test('fewer decimals than the currency has are filled up', () => {
    expect(parse('12', 'USD')).toEqual(usd(1200));
    expect(parse('0.5', 'USD')).toEqual(usd(50));
    expect(parse('-0', 'USD')).toEqual(usd(0));
  });
  test.each(['', '1,234.50', '12.345', '.5', '5.', '1e3', '0x10', '--1', 'NaN', '12 34', '99999999999999999999'])(
    '“%s” is refused',
    (text) => {
      expect(() => parse(text, 'USD')).toThrow(expect.objectContaining({ name: 'DomainError' }));
    },
  );
  test('what was written is read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'BHD'), (amount, currency) => {
        const value = { amount: amount + 0, currency };
        expect(parse(decimal(value), currency)).toEqual(value);
      }),
    );
  });
});
