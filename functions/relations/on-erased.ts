import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { relationEvent } from './events.ts';
import { blank } from './relation.ts';
import { loadRelations, relations } from './store.ts';

/** Relations blanked in one transaction. */
const atOnce = 80;

/** An erased client's relations lose their names and notes, in the name of who erased it. */
export async function onClientErased(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const records = systemRecords(table);
  for (let isLeft = true; isLeft;) {
    const eventId = newId('event');
    await again(async () => {
      const { tail, all } = await loadRelations(records, event.clientId!);
      const left = all.filter(({ erasedAt }) => erasedAt === undefined);
      isLeft = left.length > atOnce;
      if (left.length === 0) return;
      const at = instant();
      const blanked = left.slice(0, atOnce).map((relation) => relations.erase(relation, blank(relation, at)));
      const decided = relationEvent('client.relations-erased', tail, blanked);
      await write(table, [decided], { actor: event.actor, at, requestId: event.requestId, eventIds: () => eventId });
    });
  }
}
