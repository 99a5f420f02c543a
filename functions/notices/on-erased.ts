import { again } from '../../shared/events/retry.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';

/** What people were told of a client goes with it. */
export async function eraseNotices(table: Table, clientPk: string): Promise<void> {
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const query = { index: 'byClient', pk: clientPk, range: { prefix: 'NOTICE#' }, limit: 50 } as const;
    const { items, next } = await records.page(query, cursor);
    if (items.length > 0)
      await again(() => table.write(items.map(({ pk, sk }) => ({ remove: { pk, sk }, if: 'always' }))));
    cursor = next;
  } while (cursor !== undefined);
}
