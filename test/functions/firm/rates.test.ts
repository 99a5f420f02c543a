import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCurrency, fromDates, Rate, rateOn } from '../../../functions/firm/rates.ts';
import { addDays } from '../../../shared/dates/civil-date.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const eleanor: Rate[] = [
  { from: '2020-01-01', rate: usd(27_500) },
  { from: '2027-01-01', rate: usd(28_500) },
];

describe('a rate', () => {
  test('holds from its day until the next begins, and none before the first', () => {
    expect(
      ['2019-12-31', '2020-01-01', '2026-12-31', '2027-01-01', '2099-01-01'].map((date) => rateOn(eleanor, date)),
    ).toEqual([undefined, usd(27_500), usd(27_500), usd(28_500), usd(28_500)]);
    expect(rateOn([], '2026-01-01')).toBeUndefined();
  });

  test('is the last one to begin, whatever order they are in', () => {
    const aDate = fc.nat({ max: 400 }).map((days) => addDays('2026-01-01', days));
    const rates = fc.uniqueArray(fc.record({ from: aDate, rate: fc.nat().map(usd) }), { selector: ({ from }) => from });
    fc.assert(
      fc.property(rates, aDate, (some, date) => {
        const begun = fromDates(Rate)
          .parse(some.map(({ from, rate }) => ({ from, rate: usd(rate.amount % 100_000_000) })).slice(0, 60))
          .filter(({ from }) => from <= date);
        expect(rateOn(begun.toReversed(), date)).toEqual(begun.at(-1)?.rate);
      }),
    );
  });

  test('is in the firm’s currency, and never below nothing', () => {
    expect(() => checkCurrency('billRates', eleanor, 'USD')).not.toThrow();
    expect(() => checkCurrency('billRates', eleanor, 'EUR')).toThrow(/EUR/);
    for (const amount of [-1, 0.5, 1e9])
      expect(Rate.safeParse({ from: '2026-01-01', rate: usd(amount) }).success).toBe(false);
  });

  test('begins on a day of its own', () => {
    expect(fromDates(Rate).safeParse([eleanor[0], eleanor[0]]).success).toBe(false);
    expect(fromDates(Rate).parse(eleanor.toReversed())).toEqual(eleanor);
  });
});
