import type { Conflict, Finding, Hit } from './conflicts.ts';

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

/** How much was found; of what is behind a wall, only that it is there. */
export function sayMatches({ hits, ask }: Pick<Finding, 'hits' | 'ask'>): string {
  if (hits.length === 0 && ask !== undefined) return 'A match exists';
  return hits.length === 1 ? '1 match' : `${hits.length} matches`;
}
