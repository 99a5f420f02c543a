import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { strip } from '../../shared/events/strip.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eraseClient, eraseContact } from './erasure.ts';
import { clients, contacts, loadClient, notesToErase, ownerKeyOf } from './store.ts';

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

/** The records that this one took in say the same of the same person: each is erased by an event of its own. */
async function eraseMerged(table: Table, event: Event): Promise<void> {
  const isClient = event.type === 'client.erased';
  const kinds = isClient ? clients : contacts;
  const records = systemRecords(table);
  const item = await table.get(kinds.key(event.pk.slice(event.pk.indexOf('#') + 1)), { strong: true });
  const { mergedFrom = [] } = item ? kinds.read(item) : {};
  for (const { id } of mergedFrom) {
    const eventId = newId('event');
    await again(async () => {
      const tail = await records.tail(kinds.key(id).pk);
      const key = await ownerKeyOf(records, tail.pk);
      const now = instant();
      const author = { actor: event.actor, at: now, requestId: event.requestId, eventIds: () => eventId };
      if (isClient) {
        const left = await table.get(clients.key(id), { strong: true });
        const client = left && clients.read(left);
        if (!client || client.erasedAt) return;
        await write(table, [eraseClient({ client, tail, key, written: await notesToErase(records, id) }, now)], author);
      } else {
        const left = await table.get(contacts.key(id), { strong: true });
        const contact = left && contacts.read(left);
        if (!contact || contact.erasedAt) return;
        await write(table, [eraseContact({ contact, tail, key }, now)], author);
      }
    });
  }
}

/** Carries an erasure through: the content of the chain's events goes, and what is left of the records. */
export async function onErased(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.erases === undefined) return;
  await strip(table, pk, event.erases);
  await finish(table, event);
  await eraseMerged(table, event);
}
