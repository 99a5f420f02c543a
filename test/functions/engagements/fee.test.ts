import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annualised, annualOf, type Fee, Fee as FeeSchema, Frequency } from '../../../functions/engagements/fee.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const fixed = (amount: number): Fee => ({ how: 'fixed', amount: usd(amount) });
const anAmount = fc.integer({ min: 0, max: 10_000_000_000 });
const aFrequency = fc.constantFrom(...Frequency.options);

describe('a fee over a year', () => {
  test.each([
    ['once', 0],
    ['weekly', 52],
    ['every-two-weeks', 26],
    ['semi-monthly', 24],
    ['monthly', 12],
    ['quarterly', 4],
    ['yearly', 1],
    ['as-needed', 0],
  ] as const)('of what is done %s comes %i times', (frequency, times) => {
    fc.assert(
      fc.property(anAmount, (amount) => {
        expect(annualised(fixed(amount), frequency)).toEqual(usd(amount * times));
        expect(annualised({ how: 'capped', cap: usd(amount) }, frequency)).toEqual(usd(amount * times));
      }),
    );
  });

  test('by the hour is what it is expected to come to, however often it falls due', () => {
    fc.assert(
      fc.property(anAmount, aFrequency, (amount, frequency) => {
        const expected = frequency === 'once' ? 0 : amount;
        expect(annualised({ how: 'hourly', perYear: usd(amount) }, frequency)).toEqual(usd(expected));
      }),
    );
  });

  test('is not known where no amount is named', () => {
    for (const frequency of Frequency.options) {
      expect(annualised({ how: 'hourly' }, frequency)).toBeUndefined();
      expect(annualised({ how: 'included' }, frequency)).toBeUndefined();
    }
  });
});

describe('the fees of several services', () => {
  const aService = fc.record({
    frequency: aFrequency,
    isPaused: fc.boolean(),
    fee: fc.option(
      fc.oneof(
        anAmount.map(fixed),
        anAmount.map((amount): Fee => ({ how: 'hourly', perYear: usd(amount) })),
        fc.constantFrom<Fee>({ how: 'hourly' }, { how: 'included' }),
      ),
    ),
  });

  const feesOf = (given: readonly { fee: Fee | null }[]) =>
    Object.fromEntries(given.flatMap(({ fee }, i) => (fee ? [[`srv_${i}`, fee]] : [])));
  const known = (given: readonly { frequency: Frequency; isPaused: boolean }[]) =>
    given.map((service, i) => ({ ...service, id: `srv_${i}` }));

  test('add up to the cent, those that rest left out, in any order', () => {
    fc.assert(
      fc.property(fc.array(aService, { maxLength: 40 }), (given) => {
        const services = known(given);
        const fees = feesOf(given);
        const expected = given
          .filter(({ isPaused }) => !isPaused)
          .reduce((sum, { fee, frequency }) => sum + ((fee && annualised(fee, frequency)?.amount) ?? 0), 0);
        expect(annualOf(services, fees)?.amount ?? 0).toBe(expected);
        expect(annualOf(services.toReversed(), fees)).toEqual(annualOf(services, fees));
      }),
    );
  });

  test('are not known where none names an amount', () => {
    expect(annualOf([{ id: 'srv_0', frequency: 'monthly' }], {})).toBeUndefined();
  });
});

test.each([-1, 0.5, 10_000_000_001])('a fee of %d is refused', (amount) => {
  expect(FeeSchema.safeParse(fixed(amount)).success).toBe(false);
});
