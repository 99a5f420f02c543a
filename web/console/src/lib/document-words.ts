import type { Document } from './documents.ts';

type Said = { says: string; colour: string };

export const documentWords: Record<Document['status'], Said> = {
  expected: { says: 'Not here yet', colour: 'gray' },
  arrived: { says: 'Being checked', colour: 'blue' },
  checking: { says: 'Being checked', colour: 'blue' },
  released: { says: 'Ready', colour: 'green' },
  held: { says: 'Held', colour: 'yellow' },
  rejected: { says: 'Turned away', colour: 'red' },
};

/** What a file is, by its ending: PDF, XLSX. */
export const kindOf = ({ name }: Pick<Document, 'name'>): string => /\.([^.]+)$/.exec(name)?.[1]?.toUpperCase() ?? '';
