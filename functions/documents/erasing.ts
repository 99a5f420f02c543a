import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import { blank, type Document } from './document.ts';
import { documentEvent } from './events.ts';
import { counting } from './in-folder.ts';
import { partsKey } from './part-store.ts';
import { sentKey } from './sent-before.ts';
import { broughtVersions, documents, loadDocument, type LoadedDocument } from './store.ts';
import { keepInTrash } from './trash.ts';

export type By = { actor: string; requestId: string };

/** Decides on a document as it is at this moment, and writes it; nothing where there is nothing to decide. */
export async function decideOn(
  table: Table,
  id: string,
  { actor, requestId }: By,
  decide: (loaded: LoadedDocument, now: string) => Promise<Decided | undefined> | Decided | undefined,
): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const loaded = await loadDocument(systemRecords(table), id);
    if (loaded.document.erasedAt !== undefined) return;
    const at = instant();
    const decided = await decide(loaded, at);
    if (decided) await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** Blanks what is told of a file; intake then takes the bytes away, and its versions follow. */
export function erase({ document, tail }: LoadedDocument, now: string, provided: readonly Check[] = []): Decided {
  const after: Document = blank(document, now);
  // Its checksums say of what it was a copy.
  const checksums = [sentKey(document), partsKey(document.id)].map((key): Write => ({ remove: key, if: 'always' }));
  const also = [...counting([{ before: document, after }]), ...checksums];
  const erases = tail.seq;
  return documentEvent('document.erased', tail, [documents.erase(document, after)], { erases, also, provided });
}

/** What must be kept waits in the trash, in nobody's list. */
export function keep(
  { document, tail }: LoadedDocument,
  { until, why }: { until: string; why: string },
  by: string,
  now: string,
): Decided {
  const after = keepInTrash(document, { by, now }, until);
  const also = counting([{ before: document, after }]);
  const tell = { [documents.key(document.id).sk]: { why: [null, why] as [null, string] } };
  return documentEvent('document.kept', tail, [documents.replace(document, after)], { tell, also });
}

/** The versions of a document that was erased go after it, in the name of whoever erased it. */
export async function eraseVersions(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'document.erased') return;
  const id = pk.slice(documents.key('').pk.length);
  for (const brought of await broughtVersions(systemRecords(table), id))
    await decideOn(table, brought.id, event, (loaded, now) => erase(loaded, now));
}
