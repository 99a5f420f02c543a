import { CivilDate } from '../../shared/dates/civil-date.ts';
import type { AskedOf } from './asked.ts';

type Read = { text: string } | { wrong: string };

const amount = /^-?\d{1,3}(?:[ ,]?\d{3})*(?:\.\d{1,4})?$/;

/** An answer of its type as it is kept, or what is wrong with it. */
export function readAnswer({ type, choices }: Pick<AskedOf<'answer'>, 'type' | 'choices'>, text: string): Read {
  switch (type) {
    case 'yes-no':
      return text === 'yes' || text === 'no' ? { text } : { wrong: 'Is yes or no' };
    case 'yes-no-text':
      return /^(?:yes|no)\b/.test(text) ? { text } : { wrong: 'Begins with yes or no' };
    case 'money':
    case 'number':
      return amount.test(text) ? { text: text.replaceAll(/[ ,]/g, '') } : { wrong: 'Is a number, as in 1,250.50' };
    case 'date':
      return CivilDate.safeParse(text).success ? { text } : { wrong: 'Is a date, as in 2026-03-31' };
    case 'choice':
      return choices?.includes(text) ? { text } : { wrong: `Is one of ${(choices ?? []).join(', ')}` };
    case 'text':
    case 'long-text':
      return { text };
  }
}
