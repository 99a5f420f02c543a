import type { Letter, LetterState } from './letters.ts';

type Said = { says: string; colour: string };

/** How a letter stands, and which colour goes with the word. */
export const letterStatusWords: Record<Letter['status'], Said> = {
  draft: { says: 'Draft', colour: 'gray' },
  sent: { says: 'To be signed', colour: 'yellow' },
  'partly-signed': { says: 'Partly signed', colour: 'yellow' },
  signed: { says: 'Signed', colour: 'green' },
  declined: { says: 'Declined', colour: 'red' },
  expired: { says: 'Expired', colour: 'red' },
  void: { says: 'Withdrawn', colour: 'gray' },
};

export const letterStateWords: Record<LetterState, string> = {
  out: 'To be signed',
  draft: 'Drafts',
  signed: 'Signed',
  declined: 'Declined',
  expired: 'Expired',
  void: 'Withdrawn',
};

export const isOut = ({ status }: Pick<Letter, 'status'>): boolean => status === 'sent' || status === 'partly-signed';
