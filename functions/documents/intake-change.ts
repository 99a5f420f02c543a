import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { readTail } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Document } from './document.ts';
import { documentEvent } from './events.ts';
import { documentOf } from './key.ts';
import { documents } from './store.ts';

export type Change = { type: Parameters<typeof documentEvent>[0]; after: Document };
type Known = { document: Stored<Document>; tail: Tail };

export async function loadByKey(table: Table, key: string): Promise<Known | undefined> {
  const id = documentOf(key);
  if (id === undefined) return undefined;
  const at = documents.key(id);
  // The chain's end first: what is decided on the record is decided on nothing older.
  const tail = await readTail(table, at.pk);
  const item = await table.get(at, { strong: true });
  const document = item && documents.read(item);
  // A key of another time is nobody's.
  return document?.key === key ? { document, tail } : undefined;
}

/** Changes the document if it still is as it was when the file was looked at. */
export async function changeDocument(
  table: Table,
  key: string,
  from: Document['status'],
  decide: (document: Document, now: string) => Change,
) {
  const eventId = newId('event');
  await again(async () => {
    const known = await loadByKey(table, key);
    if (!known || known.document.status !== from || known.document.erasedAt !== undefined) return;
    const { document, tail } = known;
    const now = instant();
    const { type, after } = decide(document, now);
    const decided = documentEvent(type, tail, [documents.replace(document, after)], {
      privateTo: document.privateTo,
    });
    await write(table, [decided], { actor: 'system', at: now, requestId: key, eventIds: () => eventId });
  });
}
