import type { Service } from './engagement.ts';

export const frequencyWords: Record<Service['frequency'], string> = {
  once: 'Once',
  weekly: 'Weekly',
  'every-two-weeks': 'Every two weeks',
  'semi-monthly': 'Twice a month',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
  yearly: 'Yearly',
  'as-needed': 'As needed',
};
export const frequencies = Object.entries(frequencyWords).map(([value, label]) => ({ value, label }));
