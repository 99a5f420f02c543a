import { nameOf } from '../../shared/table/table.ts';
import type { FirmUnderTest } from './call.ts';

/** Puts the firm’s table back to what it is now: to make all that is in it anew for each test takes far longer. */
export function backTo({ memory }: Pick<FirmUnderTest, 'memory'>): () => void {
  const kept = memory.all();
  return () =>
    memory.meddle((rows) => {
      rows.clear();
      for (const item of structuredClone(kept)) rows.set(nameOf(item), item);
    });
}
