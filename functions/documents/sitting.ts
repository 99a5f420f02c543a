import type { Decided } from '../../shared/events/types.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import { documentEvent } from './events.ts';
import { documents, type LoadedDocument } from './store.ts';

/** Who looks at a file again within it looks at it once. */
const sitting = 30 * 60;

/** A file of the aggregate with this partition, and how it is read. */
export type Read = { pk: string; type: string };

/** Behind the records: reading a document never reads who has read it. */
const sittingKey = ({ pk, type }: Read, person: string): Key => ({ pk, sk: `~SITTING#${type}#${person}` });

/** Until when the person's sitting with this file lasts; undefined where there is none. */
export async function sittingOf(table: Table, read: Read, person: string) {
  const found = await table.get(sittingKey(read, person), { strong: true });
  return found?.until as number | undefined;
}

export type Reader = { id: string; now: string; until: number | undefined };

/** That a sitting begins; nothing while one lasts. Two calls at once: the second finds the first one's sitting. */
export function sitDown(read: Read, { id, now, until }: Reader): Write[] {
  const at = Math.floor(Date.parse(now) / 1000);
  if (until !== undefined && until > at) return [];
  return [
    {
      put: { ...sittingKey(read, id), entity: 'sitting', until: at + sitting, ttl: at + sitting },
      if: { absentOrBelow: { until: at + 1 } },
    },
  ];
}

/** One event for a person, file and sitting. */
export function readOnce(read: Read, reader: Reader, tell: (also: readonly Write[]) => Decided): Decided[] {
  const also = sitDown(read, reader);
  return also.length === 0 ? [] : [tell(also)];
}

export type Reading = 'document.downloaded' | 'document.viewed';

export const readingOf = (documentId: string, type: Reading): Read => ({ pk: documents.key(documentId).pk, type });

export const documentRead = (type: Reading, { document, tail }: LoadedDocument, reader: Reader): Decided[] =>
  readOnce(readingOf(document.id, type), reader, (also) =>
    documentEvent(type, tail, [], {
      about: [documents.key(document.id).sk],
      clientIds: [document.clientId],
      privateTo: document.privateTo,
      also,
    }),
  );
