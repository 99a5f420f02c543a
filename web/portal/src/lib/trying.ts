import { useState } from 'react';
import { wordFor } from './http.ts';
import type { Word } from './language.ts';

/** One call at a time, with what to say of it while it runs and where it fails. */
export function useTrying() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Word>();
  const attempt = (act: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    void act()
      .catch((error: unknown) => setProblem(wordFor(error)))
      .finally(() => setBusy(false));
  };
  return { isBusy, problem, attempt };
}
