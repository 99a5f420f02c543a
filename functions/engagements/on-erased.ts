import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { blank } from './erasing.ts';
import { engagementEvent } from './events.ts';
import { engagements } from './store.ts';

/** In the name of who erased its client; what its events tell goes when theirs of the erasure is told. */
async function eraseEngagement(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const records = systemRecords(table);
    const tail = await records.tail(engagements.key(id).pk);
    const engagement = await records.get(engagements, id);
    if (engagement.erasedAt !== undefined) return;
    const at = instant();
    const writes = [engagements.erase(engagement, blank(engagement, at))];
    const decided = engagementEvent('engagement.erased', tail, writes, { erases: tail.seq });
    await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** What was agreed with an erased client loses its words, and is over. */
export async function eraseEngagements(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const page = await records.page({ index: 'byClient', pk, range: { prefix: 'ENGAGEMENT#' }, limit: 50 }, cursor);
    for (const item of page.items) await eraseEngagement(table, engagements.read(item).id, event);
    cursor = page.next;
  } while (cursor !== undefined);
}
