import { type Event, eventRange } from '../../shared/events/chain.ts';
import type { Records } from '../../shared/table/records.ts';

/** The clients that a person ever belonged to, as their chain tells. */
export async function clientsEver(records: Records, pk: string): Promise<string[]> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk, range: eventRange, strong: true }, cursor);
    for (const { clientId, clientIds } of page.items as unknown as Event[])
      for (const id of clientIds ?? (clientId === undefined ? [] : [clientId])) ids.add(id);
    cursor = page.next;
  } while (cursor !== undefined);
  return [...ids];
}
