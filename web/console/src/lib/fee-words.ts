import type { Service } from './engagement.ts';
import { readMoney, sayMoney } from './money.ts';

export type Fee = NonNullable<Service['fee']>;
type Amount = Extract<Fee, { how: 'fixed' }>['amount'];

/** A fee as it is typed: the way, an amount where there is one, and its own rhythm where it is billed in another. */
export type TypedFee = { how: Fee['how']; typed: string; billed: Service['frequency'] | null };

export const feeWays: { value: Fee['how']; label: string }[] = [
  { value: 'fixed', label: 'Fixed' },
  { value: 'hourly', label: 'By the hour' },
  { value: 'capped', label: 'Hours up to' },
  { value: 'included', label: 'Included' },
];

function amountOf(fee: Fee): Amount | undefined {
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

/** What has no fee yet begins with a fixed one. */
export function typedFee(fee: Fee | undefined): TypedFee {
  const amount = fee && amountOf(fee);
  return {
    how: fee?.how ?? 'fixed',
    typed: amount ? sayMoney(amount, false) : '',
    billed: (fee?.how === 'fixed' && fee.billed) || null,
  };
}

/** As the API takes it; undefined where it needs an amount and none is typed. */
export function feeOf({ how, typed, billed }: TypedFee, currency: string): Fee | undefined {
  const amount = readMoney(typed, currency) as Amount | undefined;
  switch (how) {
    case 'included':
      return { how };
    case 'hourly':
      return { how, ...(amount && { perYear: amount }) };
    case 'capped':
      return amount && { how, cap: amount };
    case 'fixed':
      return amount && { how, amount, ...(billed && { billed }) };
  }
}

export const noAmount = 'An amount, as in 1,150 or 99.50';

/** What was typed is no amount. */
export const isWrongAmount = ({ how, typed }: Pick<TypedFee, 'how' | 'typed'>, currency: string): boolean =>
  how !== 'included' && typed.trim() !== '' && !readMoney(typed, currency);
