import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import { blank } from './document.ts';
import { documentEvent } from './events.ts';
import { partsKey } from './part-store.ts';
import { sentKey } from './sent-before.ts';
import { documents, loadDocument } from './store.ts';

/** Blanks what is told of a file, in the name of who erased its client; intake then takes the bytes away. */
async function eraseDocument(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const { document, tail } = await loadDocument(systemRecords(table), id);
    if (document.erasedAt !== undefined) return;
    const at = instant();
    const erased = documents.erase(document, blank(document, at));
    // Its checksums say of what it was a copy.
    const also = [sentKey(document), partsKey(id)].map((key): Write => ({ remove: key, if: 'always' }));
    const decided = documentEvent('document.erased', tail, [erased], { erases: tail.seq, also });
    await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** The files of an erased client go with it: that there were some, when and by whom stays. */
export async function eraseDocuments(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const page = await records.page({ index: 'byClient', pk, range: { prefix: 'DOCUMENT#' }, limit: 50 }, cursor);
    for (const item of page.items) await eraseDocument(table, documents.read(item).id, event);
    cursor = page.next;
  } while (cursor !== undefined);
}
