import { again } from '../../shared/events/retry.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';

async function eraseThose(table: Table, records: Records, clientPk: string): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = { index: 'byClient', pk: clientPk, range: { prefix: 'NOTICE#' }, limit: 50 } as const;
    const { items, next } = await records.page(query, cursor);
    if (items.length > 0)
      await again(() => table.write(items.map(({ pk, sk }) => ({ remove: { pk, sk }, if: 'always' }))));
    cursor = next;
  } while (cursor !== undefined);
}

/** What people were told of a client goes with it, also what they were told of one that was merged into it. */
export async function eraseNotices(table: Table, clientPk: string): Promise<void> {
  const records = systemRecords(table);
  const client = await records.find(clients, clientPk.slice(clients.key('').pk.length));
  const merged = (client?.mergedFrom ?? []).map(({ id }) => clients.key(id).pk);
  for (const pk of [clientPk, ...merged]) await eraseThose(table, records, pk);
}
