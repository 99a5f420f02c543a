import type { Firm } from './me.ts';
import { useMe } from './me.ts';

/** What the firm calls things: job or matter, partner or account owner. */
export const useWords = (): Firm['words'] => useMe().firm.words;

/** At the beginning of a label. */
export const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());
