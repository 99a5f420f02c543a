import type { Word } from '../lib/language.ts';
import { useSpeech } from '../lib/speech.ts';

/** What went wrong, read out as it appears. */
export function Problem({ word }: { word: Word | undefined }) {
  const { say } = useSpeech();
  return (
    <p className="problem" role="alert">
      {word && say(word)}
    </p>
  );
}
