import { format } from '../../shared/money.ts';
import type { Fee, Frequency } from '../engagements/fee.ts';

const rhythm: Record<Frequency, string> = {
  once: 'once',
  weekly: 'a week',
  'every-two-weeks': 'every two weeks',
  'semi-monthly': 'twice a month',
  monthly: 'a month',
  quarterly: 'a quarter',
  yearly: 'a year',
  'as-needed': 'each time',
};

/** What a service costs, as a letter says it. */
export function feeInWords(fee: Fee, frequency: Frequency): string {
  switch (fee.how) {
    case 'fixed':
      return `${format(fee.amount)} ${rhythm[fee.billed ?? frequency]}`;
    case 'hourly':
      return fee.perYear ? `by the hour, about ${format(fee.perYear)} a year` : 'by the hour';
    case 'capped':
      return `by the hour, at most ${format(fee.cap)} ${rhythm[frequency]}`;
    case 'included':
      return 'included';
  }
}
