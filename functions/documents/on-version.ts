import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { documentEvent } from './events.ts';
import { documents, loadDocument } from './store.ts';
import { mayTake, takeVersion } from './versions.ts';

/** What was brought as another version of a document was released: from now on that is what is read there. */
export async function onVersion(table: Table, pk: string): Promise<void> {
  const records = systemRecords(table);
  const id = pk.slice(documents.key('').pk.length);
  const found = await records.find(documents, id);
  if (found?.versionOf === undefined) return;
  const { versionOf } = found;
  const eventIds = [newId('event'), newId('event')];
  await again(async () => {
    const [whole, part] = await Promise.all([loadDocument(records, versionOf), loadDocument(records, id)]);
    if (!mayTake(whole.document, part.document)) return;
    const at = instant();
    const after = takeVersion(whole.document, part.document);
    const decided = [
      documentEvent('document.version-read', whole.tail, [documents.replace(whole.document, after.document)]),
      documentEvent('document.became-version', part.tail, [documents.replace(part.document, after.brought)]),
    ];
    const author = { actor: found.addedBy, at, requestId: eventIds[0]!, eventIds: (i: number) => eventIds[i]! };
    await write(table, decided, author);
  });
}
