import type { Engagement, Service } from './engagement.ts';
import { sayMoney } from './money.ts';

export const statusWords: Record<Engagement['status'], { title: string; colour: string }> = {
  draft: { title: 'Draft', colour: 'gray' },
  proposed: { title: 'Proposed', colour: 'yellow' },
  active: { title: 'Active', colour: 'gray' },
  paused: { title: 'Paused', colour: 'yellow' },
  ended: { title: 'Ended', colour: 'gray' },
};

export const letterWords: Record<Engagement['letter'], string> = {
  none: 'not written',
  draft: 'in draft',
  sent: 'sent',
  viewed: 'seen by the client',
  signed: 'signed',
  declined: 'declined',
  expired: 'expired',
  'not-needed': 'not needed',
};
export const letters = Object.entries(letterWords).map(([value, label]) => ({ value, label }));

/** In which rhythm a fee is billed, where that is another than the one of the work. */
const rhythms: Record<Service['frequency'], string> = {
  once: 'once',
  weekly: 'a week',
  'every-two-weeks': 'every two weeks',
  'semi-monthly': 'twice a month',
  monthly: 'a month',
  quarterly: 'a quarter',
  yearly: 'a year',
  'as-needed': 'as needed',
};

/** What follows on its last day. */
export const renewalWords: Record<NonNullable<Engagement['renewal']>, string> = {
  automatic: 'Goes on as before',
  'by-agreement': 'Is agreed anew',
  none: 'Is over',
};
export const renewals = Object.entries(renewalWords).map(([value, label]) => ({ value, label }));

export function sayFee(fee: Service['fee']): string {
  if (!fee) return '';
  switch (fee.how) {
    case 'fixed':
      return fee.billed ? `${sayMoney(fee.amount)} ${rhythms[fee.billed]}` : sayMoney(fee.amount);
    case 'hourly':
      return fee.perYear ? `by the hour, about ${sayMoney(fee.perYear)} a year` : 'by the hour';
    case 'capped':
      return `by the hour, up to ${sayMoney(fee.cap)}`;
    case 'included':
      return 'included';
  }
}
