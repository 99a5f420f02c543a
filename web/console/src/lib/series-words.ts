import type { Series, SeriesLine } from './series.ts';

export const stateWords: Readonly<Record<Series['status'], { says: string; colour: string }>> = {
  active: { says: 'Runs', colour: 'green' },
  paused: { says: 'Rests', colour: 'yellow' },
  ended: { says: 'Ended', colour: 'gray' },
};

export const missedWords: Readonly<Record<Series['missed'], string>> = {
  'create-all': 'Create all of them',
  'create-latest': 'Create only the latest',
  skip: 'Leave them out',
};

export const rollWords: Readonly<Record<NonNullable<Series['roll']>, string>> = {
  none: 'Stays on the day',
  following: 'Moves to the next open day',
  preceding: 'Moves to the open day before',
  'modified-following': 'Moves to the next open day of the same month',
  'modified-preceding': 'Moves to the open day before in the same month',
  nearest: 'Moves to the nearest open day',
};

export function sayLead({ n, unit }: Series['lead']): string {
  if (n === 0) return 'The day it starts';
  const days = unit === 'bizday' ? 'working day' : 'day';
  return `${n} ${days}${n === 1 ? '' : 's'} before it starts`;
}

/** Why it does not run, where it does not. */
export function whyNot({ status, because, reason }: SeriesLine): string | undefined {
  if (status === 'active') return undefined;
  const verb = status === 'paused' ? 'Rests' : 'Ended';
  return `${verb}${because === 'failures' ? ' after three failures' : ''}${reason === undefined ? '' : `: ${reason}`}`;
}

/** `client.lead` as people say it: the lead of the client. */
export function sayRole(source: string): string {
  const [of = '', role = ''] = source.split('.');
  return role === '' ? source : `the ${role} of the ${of}`;
}
