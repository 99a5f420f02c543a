import type { Engagement, Service } from './engagements.ts';
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

export function sayFee(fee: Service['fee']): string {
  if (!fee) return '';
  switch (fee.how) {
    case 'fixed':
      return sayMoney(fee.amount);
    case 'hourly':
      return fee.perYear ? `by the hour, about ${sayMoney(fee.perYear)} a year` : 'by the hour';
    case 'capped':
      return `by the hour, up to ${sayMoney(fee.cap)}`;
    case 'included':
      return 'included';
  }
}
