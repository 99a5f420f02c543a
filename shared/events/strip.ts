import type { Table, Write } from '../table/table.ts';
import { again } from './retry.ts';
import { eventKey } from './chain.ts';

/**
 * Takes the content out of a chain's events up to `last`, and the texts kept beside its records: what an erasure event
 * announced. Safe to repeat; the hashes do not cover what goes, so the chain still verifies.
 */
export async function strip(table: Table, pk: string, last: number): Promise<void> {
  for (const range of [{ from: eventKey(pk, 1).sk, to: eventKey(pk, last).sk }, { prefix: '~REVISION#' }]) {
    let from;
    do {
      const page = await table.query({ pk, range, limit: 50, strong: true, from });
      const writes = page.items.flatMap((item): Write[] => {
        if (item.entity === 'revision') return [{ remove: { pk, sk: item.sk }, if: 'always' }];
        if (!('changes' in item) && !('salt' in item)) return [];
        return [{ update: { pk, sk: item.sk }, unset: ['changes', 'salt'], if: 'present' }];
      });
      if (writes.length > 0) await again(() => table.write(writes));
      from = page.last;
    } while (from);
  }
}
