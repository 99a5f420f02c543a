import type { Conflict, Hit } from './conflicts.ts';

export const whyWords: Record<Hit['why'], string> = {
  'same-name': 'The same name',
  contains: 'Has the name in it',
  initials: 'Fits the initials',
  'sounds-alike': 'Sounds alike',
  'rare-word': 'Shares a rare word',
  'through-someone': 'Through someone',
};

export const decisionWords: Record<NonNullable<Conflict['decision']>, { title: string; colour: string }> = {
  clear: { title: 'No conflict', colour: 'green' },
  waived: { title: 'Waived', colour: 'yellow' },
  declined: { title: 'Declined', colour: 'red' },
};
