import * as z from 'zod';
import { broken, DomainError } from './errors.ts';

/** An active ISO 4217 code. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => currencies.has(code), 'must be an ISO 4217 currency code in use, such as USD')
  .meta({ id: 'Currency', examples: ['USD'] });
export type Currency = z.infer<typeof Currency>;

/** Minor units (cents), never a fraction: $125.00 is `{ amount: 12500, currency: 'USD' }`. */
export const Money = z
  .object({ amount: z.int().meta({ description: 'In minor units: 12500 is $125.00' }), currency: Currency })
  .meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * ISO 4217 digits where they are not two. Not read from Intl: its figures are for cash, so that the forint has none
 * and an invoice total of 10,50 HUF could not be told.
 */
const minorDigits: Record<string, number> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((code) => [code, 4])),
};

/** How many decimals the currency's amounts have: USD 2, JPY 0, BHD 3. */
export const digitsOf = (currency: Currency): number => minorDigits[currency] ?? 2;

export const zero = (currency: Currency): Money => ({ amount: 0, currency });

export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(BigInt(a.amount) + BigInt(b.amount), a.currency);
}

export const subtract = (a: Money, b: Money): Money => add(a, negate(b));

// Not -amount, which makes -0 of 0.
export const negate = ({ amount, currency }: Money): Money => ({ amount: 0 - amount, currency });

/** The currency is asked for because a list may be empty. */
export const sum = (currency: Currency, parts: readonly Money[]): Money => parts.reduce(add, zero(currency));

/** Below, at or above zero as `a` is less than, equal to or more than `b`: for `sort` and for rules. */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.amount - b.amount;
}

/**
 * The amount times `numerator / denominator`: 90 minutes at an hourly rate is `multiply(rate, 90, 60)`, 7.25 % is
 * `multiply(net, 725, 10_000)`. Half a minor unit goes up in size, away from zero (commercial rounding), so that a
 * reversal is exactly the negative of what it reverses.
 */
export function multiply({ amount, currency }: Money, numerator: number, denominator = 1): Money {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0)
    throw new RangeError(`Multiply by a ratio of two integers, not by ${numerator}/${denominator}`);
  return money(halfUp(BigInt(amount) * BigInt(numerator), BigInt(denominator)), currency);
}

/**
 * Splits an amount over weights by largest remainder: the parts sum to the amount exactly, each within one minor unit
 * of its share. What is left over goes one unit each to the largest remainders; among equals to the larger weight,
 * then to the earlier one, so reordering the weights reorders the parts and changes nothing else.
 */
export function allocate({ amount, currency }: Money, weights: readonly number[]): Money[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError('Weights are integers of zero or more');
  const total = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (total === 0n) {
    if (amount === 0) return weights.map(() => zero(currency));
    throw new RangeError('Nothing to split the amount by: every weight is zero');
  }
  const whole = magnitude(BigInt(amount));
  const shares = weights.map((weight, index) => {
    const exact = whole * BigInt(weight);
    return { index, weight, part: exact / total, remainder: exact % total };
  });
  const left = whole - shares.reduce((all, share) => all + share.part, 0n);
  const luckiest = shares.toSorted(
    (a, b) => order(b.remainder, a.remainder) || b.weight - a.weight || a.index - b.index,
  );
  for (const share of luckiest.slice(0, Number(left))) share.part += 1n;
  return shares.map(({ part }) => money(amount < 0 ? -part : part, currency));
}

/** As people read it: `$1,234.50`. */
export const format = (value: Money, locale = 'en-US'): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: value.currency,
    minimumFractionDigits: digitsOf(value.currency),
    maximumFractionDigits: digitsOf(value.currency),
    // A numeric string is formatted digit by digit; a number would pass through floating point.
  }).format(decimal(value) as Intl.StringNumericLiteral);

/** As files carry it: `1234.50`. */
export function decimal({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Reads `1234.5` or `-12`; more decimals than the currency has are refused, not rounded away. */
export function parse(text: string, currency: Currency): Money {
  const [, sign, units, decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  const digits = digitsOf(currency);
  if (units === undefined)
    throw new DomainError(
      'invalid-input',
      `“${text}” is not an amount: write it like ${decimal({ amount: 123_450, currency })}`,
    );
  if (decimals.length > digits)
    throw new DomainError('invalid-input', `“${text}” has more than the ${digits} decimals of ${currency}`);
  const size = BigInt(units + decimals.padEnd(digits, '0'));
  return money(sign === '-' ? -size : size, currency);
}

function money(amount: bigint, currency: Currency): Money {
  if (magnitude(amount) > BigInt(Number.MAX_SAFE_INTEGER))
    throw broken(`The amount is too large to keep exactly in ${currency}`);
  return { amount: Number(amount), currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw broken(`${a.currency} and ${b.currency} cannot be reckoned together: convert one of them first`);
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  const [top, bottom] = [magnitude(numerator), magnitude(denominator)];
  const rounded = (2n * top + bottom) / (2n * bottom);
  return numerator < 0n === denominator < 0n ? rounded : -rounded;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
