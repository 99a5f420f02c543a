import type { Question, Value } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';

/** An answer in words, in the language of whoever reads it. */
export function useSayValue() {
  const { say, day } = useSpeech();
  return ({ kind }: Question, value: Value): string => {
    if (typeof value !== 'string') return value.join(', ');
    if (kind === 'yes-no') return say(value === 'yes' ? 'yes' : 'no');
    if (kind === 'confirmation') return say('confirm.done');
    return kind === 'date' ? `${day(value)} ${value.slice(0, 4)}` : value;
  };
}
