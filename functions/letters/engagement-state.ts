import type { NewId } from '../../shared/ids.ts';
import { activate, type Engagement } from '../engagements/engagement.ts';
import { isOut, type Letter } from './letter.ts';
import { agreedIn } from './packages.ts';

type Told = Pick<Letter, 'status' | 'sentAt'>;

const byNewest = (a: Told, b: Told): number => ((a.sentAt ?? '') < (b.sentAt ?? '') ? 1 : -1);

/**
 * What the letters of an engagement come to: what is out counts before what is over, and of what is over the newest. A
 * draft says nothing, and where all were withdrawn it is as if there had been none.
 */
export function standingOf(letters: readonly Told[]): Engagement['letter'] | undefined {
  if (letters.some(({ status }) => status === 'signed')) return 'signed';
  if (letters.some(isOut)) return 'sent';
  const [newest] = letters.filter(({ status }) => status === 'declined' || status === 'expired').toSorted(byNewest);
  if (newest) return newest.status === 'declined' ? 'declined' : 'expired';
  return letters.some(({ status, sentAt }) => status === 'void' && sentAt !== undefined) ? 'none' : undefined;
}

/** Whether it takes the other letters to say what follows for its engagement: what is out or signed speaks for itself. */
export const isOver = ({ status }: Told): boolean => status === 'declined' || status === 'expired' || status === 'void';

/**
 * The engagement follows its letters. One whose letter was signed once goes on, whatever becomes of a later one; and what
 * people said of a letter that is not from here stays.
 */
export function afterLetter(
  engagement: Engagement,
  letter: Letter,
  others: readonly Told[],
  { now, newId }: { now: string; newId: NewId },
): Engagement {
  if (engagement.endedAt !== undefined) return engagement;
  if (letter.status === 'signed') {
    const signed: Engagement = { ...agreedIn(engagement, letter, newId), letter: 'signed' };
    return signed.activatedAt === undefined && signed.services.length > 0 ? activate(signed, now) : signed;
  }
  const standing = letter.status === 'draft' ? undefined : standingOf([letter, ...others]);
  if (standing === undefined || standing === 'signed' || engagement.letter === 'signed') return engagement;
  if (standing === 'none' && engagement.letter !== 'sent') return engagement;
  return { ...engagement, letter: standing };
}
