import { again } from '../../shared/events/retry.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { rowsOfClient } from './store.ts';

/** Takes out of results what they said of a client who was erased; that there was an item, and what came of it, stays. */
export async function eraseRows(table: Table, clientId: string): Promise<void> {
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const { items, next } = await records.page(rowsOfClient(clientId), cursor);
    const writes = items.map(({ pk, sk }) => ({
      update: { pk, sk },
      set: { label: 'Erased' },
      unset: ['why', 'about'],
      if: 'present' as const,
    }));
    if (writes.length > 0) await again(() => table.write(writes));
    cursor = next;
  } while (cursor !== undefined);
}
