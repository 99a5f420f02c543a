import type { Client } from './requests.ts';

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `31 December`, or `last Friday of June` for who keeps years of weeks. */
export function sayYearEnd(end: Client['yearEnd']): string {
  const month = months[end.month - 1];
  if ('day' in end) return `${end.day} ${month}`;
  const day = weekdays[end.weekday - 1];
  return end.on === 'last' ? `last ${day} of ${month}` : `${day} nearest to the end of ${month}`;
}
