import * as z from 'zod';
import { Money, multiply, sum, zero } from '../../shared/money.ts';

/** How often a service is done, and billed. */
export const Frequency = z.enum([
  'once',
  'weekly',
  'every-two-weeks',
  'semi-monthly',
  'monthly',
  'quarterly',
  'yearly',
  'as-needed',
]);
export type Frequency = z.output<typeof Frequency>;

/** A year has 52 weeks here, as in every quotation; the 53rd is billed when it comes. What is done once recurs never. */
const timesAYear: Record<Frequency, number> = {
  once: 0,
  weekly: 52,
  'every-two-weeks': 26,
  'semi-monthly': 24,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
  'as-needed': 0,
};

/** No fee is below zero, and none so large that the firm's total could not be kept exactly. */
const Amount = Money.refine(({ amount }) => amount >= 0 && amount <= 10_000_000_000, {
  path: ['amount'],
  message: 'From 0 to 100 million, in minor units',
});

/** What a service costs the client, and how it comes to be billed. */
export const Fee = z
  .discriminatedUnion('how', [
    /** So much for each period; or `billed` in another rhythm than it is done, as payroll of two weeks is by the month. */
    z.strictObject({ how: z.literal('fixed'), amount: Amount, billed: Frequency.optional() }),
    /** By the hour, at the rates of who does it; `perYear` is what it is expected to come to. */
    z.strictObject({ how: z.literal('hourly'), perYear: Amount.optional() }),
    /** By the hour, and in each period no more than this. */
    z.strictObject({ how: z.literal('capped'), cap: Amount }),
    /** Paid for with another service. */
    z.strictObject({ how: z.literal('included') }),
  ])
  .meta({ id: 'Fee' });
export type Fee = z.output<typeof Fee>;

/** The amount that a fee names, where it names one. */
export function amountIn(fee: Fee): Money | undefined {
  switch (fee.how) {
    case 'fixed':
      return fee.amount;
    case 'hourly':
      return fee.perYear;
    case 'capped':
      return fee.cap;
    case 'included':
      return undefined;
  }
}

/** What a fee comes to in a year; of work by the hour, what is expected, or at most. None where it names no amount. */
export function annualised(fee: Fee, frequency: Frequency): Money | undefined {
  const amount = amountIn(fee);
  if (!amount) return undefined;
  // What is expected of hours is told by the year already, however seldom they fall due.
  if (fee.how === 'hourly') return frequency === 'once' ? zero(amount.currency) : amount;
  const billed = fee.how === 'fixed' ? (fee.billed ?? frequency) : frequency;
  return multiply(amount, timesAYear[billed]);
}

type Billed = { id: string; frequency: Frequency; isPaused?: boolean | undefined };

/** What services come to in a year, without those that rest; none where no fee names an amount. */
export function annualOf(services: readonly Billed[], fees: Readonly<Record<string, Fee>>): Money | undefined {
  const amounts = services
    .filter(({ isPaused }) => !isPaused)
    .flatMap(({ id, frequency }) => (fees[id] && annualised(fees[id], frequency)) ?? []);
  return amounts[0] && sum(amounts[0].currency, amounts);
}
