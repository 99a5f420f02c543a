import { useState } from 'react';
import { isInvalid, wordFor } from './http.ts';
import type { Word } from './language.ts';

/** One call at a time, with what to say of it while it runs and where it fails. */
export function useTrying() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Word>();
  /** Where what was typed can be wrong, with what to say of it then. */
  const attempt = (act: () => Promise<void>, wrong?: Word) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    void act()
      .catch((error: unknown) => setProblem(wrong !== undefined && isInvalid(error) ? wrong : wordFor(error)))
      .finally(() => setBusy(false));
  };
  return { isBusy, problem, attempt };
}
