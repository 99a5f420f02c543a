import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { strip } from '../../shared/events/strip.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eraseClient } from './erasure.ts';
import { loadClient, notesToErase, ownerKeyOf } from './store.ts';

/** Blanks what did not fit into the transaction that began the erasure, in the name of who began it. */
async function finish(table: Table, event: Event): Promise<void> {
  if (event.type !== 'client.erased') return;
  const records = systemRecords(table);
  const id = event.clientId!;
  const eventId = newId('event');
  await again(async () => {
    const written = await notesToErase(records, id);
    if (written.length === 0) return;
    const loaded = await loadClient(records, id);
    const now = instant();
    const decided = eraseClient({ ...loaded, key: await ownerKeyOf(records, event.pk), written }, now);
    await write(table, [decided], { actor: event.actor, at: now, requestId: event.requestId, eventIds: () => eventId });
  });
}

/** Carries an erasure through: the content of the chain's events goes, and what is left of the records. */
export async function onErased(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.erases === undefined) return;
  await strip(table, pk, event.erases);
  await finish(table, event);
}
