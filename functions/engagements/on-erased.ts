import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eachOfErased } from '../clients/of-erased.ts';
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
export const eraseEngagements = (table: Table, key: Key): Promise<void> =>
  eachOfErased(table, key, 'ENGAGEMENT#', (item, event) => eraseEngagement(table, engagements.read(item).id, event));
