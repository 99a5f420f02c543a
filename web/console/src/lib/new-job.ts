import { useSyncExternalStore } from 'react';

/** What a new job begins with: nothing, or the client whose page it was asked for on. */
export type Beginning = { client?: { id: string; name: string } };

const listeners = new Set<() => void>();
let begun: Beginning | undefined;

/** Opens the dialog for a new job on whatever page one is; without a beginning it is closed. */
export function beginJob(beginning: Beginning | undefined = {}): void {
  begun = beginning;
  for (const listener of listeners) listener();
}

export function endJob(): void {
  begun = undefined;
  for (const listener of listeners) listener();
}

export const useBegunJob = (): Beginning | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => begun,
  );
