import type { Event } from '../../shared/events/chain.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Key, Table } from '../../shared/table/table.ts';

/**
 * Does something with each record of one kind that is a client's, in the name of who erased that client; nothing where the
 * event at this key tells of something else.
 */
export async function eachOfErased(
  table: Table,
  { pk, sk }: Key,
  prefix: `${string}#`,
  erase: (item: Item, event: Event) => Promise<void>,
): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const page = await records.page({ index: 'byClient', pk, range: { prefix }, limit: 50 }, cursor);
    for (const item of page.items) await erase(item, event);
    cursor = page.next;
  } while (cursor !== undefined);
}
