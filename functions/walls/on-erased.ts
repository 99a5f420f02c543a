import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { wallEvent } from './events.ts';
import { accesses, loadAccess } from './store.ts';

/** Why an erased client was walled goes with it; the wall stays. */
export async function onWalledErased(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const eventId = newId('event');
  await again(async () => {
    const { access, tail } = await loadAccess(systemRecords(table), event.clientId!);
    if (access?.reason === undefined) return;
    const { reason: _, ...rest } = access;
    const decided = wallEvent('client.access-changed', tail, [accesses.erase(access, rest)]);
    const author = { actor: event.actor, at: instant(), requestId: event.requestId, eventIds: () => eventId };
    await write(table, [decided], author);
  });
}
