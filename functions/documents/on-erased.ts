import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { type By, decideOn, erase, keep } from './erasing.ts';
import { documentEvent } from './events.ts';
import { folders, shelfOf } from './folder-store.ts';
import type { Shelf } from './shelf.ts';
import { documents } from './store.ts';
import { whyKept } from './trash.ts';

/** What has to be kept waits in the trash, in nobody's list, until its time is over or its hold is lifted. */
const eraseOrKeep = (table: Table, id: string, shelf: Shelf, by: By): Promise<void> =>
  decideOn(table, id, by, (loaded, now) => {
    const kept = whyKept(loaded.document, { client: undefined, shelf }, now);
    if (!kept) return erase(loaded, now);
    return loaded.document.trashed ? undefined : keep(loaded, kept, by.actor, now);
  });

const atOnce = 40;

/** The names of folders say what a client had to do with the firm. How long what is in them is kept stays. */
async function eraseFolders(table: Table, pk: string, { actor, requestId }: By): Promise<void> {
  const records = systemRecords(table);
  let isMore = true;
  while (isMore) {
    const eventId = newId('event');
    await again(async () => {
      const tail = await records.tail(pk);
      const { items } = await records.page({ pk, range: { prefix: 'FOLDER#' }, strong: true });
      const named = items.map(folders.read).filter(({ name }) => name !== 'Erased');
      isMore = named.length > atOnce;
      const erased = named.slice(0, atOnce).map((one) => folders.erase(one, { ...one, name: 'Erased' }));
      if (erased.length === 0) return;
      const decided = documentEvent('folder.erased', tail, erased, { erases: tail.seq });
      await write(table, [decided], { actor, at: instant(), requestId, eventIds: () => eventId });
    });
  }
}

/**
 * The files of an erased client go with it, but for those that must be kept: that there were some, when and by whom
 * stays. Whatever is in the trash and must be kept is looked at again when its time there is over.
 */
export async function eraseDocuments(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const records = systemRecords(table);
  const shelf = await shelfOf(records, event.clientId!);
  for (const list of ['DOCUMENT#', 'DOCUMENT-TRASH#']) {
    let cursor: string | undefined;
    do {
      const page = await records.page({ index: 'byClient', pk, range: { prefix: list }, limit: 50 }, cursor);
      for (const item of page.items) await eraseOrKeep(table, documents.read(item).id, shelf, event);
      cursor = page.next;
    } while (cursor !== undefined);
  }
  await eraseFolders(table, pk, event);
}
