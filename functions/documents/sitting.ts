import type { Decided } from '../../shared/events/types.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';
import { documentEvent } from './events.ts';
import { documents, type LoadedDocument } from './store.ts';

/** Who looks at a file again within it looks at it once. */
const sitting = 30 * 60;

export type Reading = 'document.downloaded' | 'document.viewed';

/** Behind the records: reading a document never reads who has read it. */
const sittingKey = (documentId: string, type: Reading, person: string): Key => ({
  pk: documents.key(documentId).pk,
  sk: `~SITTING#${type}#${person}`,
});

/** Until when the person's sitting with this file lasts; undefined where there is none. */
export async function sittingOf(table: Table, documentId: string, type: Reading, person: string) {
  const found = await table.get(sittingKey(documentId, type, person), { strong: true });
  return found?.until as number | undefined;
}

type Who = { id: string; now: string; until: number | undefined };

/** One event for a person, file and sitting. Two calls at once: the second finds the first one's sitting. */
export function readOnce(type: Reading, { document, tail }: LoadedDocument, { id, now, until }: Who): Decided[] {
  const at = Math.floor(Date.parse(now) / 1000);
  if (until !== undefined && until > at) return [];
  const begun: Write = {
    put: { ...sittingKey(document.id, type, id), entity: 'sitting', until: at + sitting, ttl: at + sitting },
    if: { absentOrBelow: { until: at + 1 } },
  };
  const about = [documents.key(document.id).sk];
  return [
    documentEvent(type, tail, [], {
      about,
      clientIds: [document.clientId],
      privateTo: document.privateTo,
      also: [begun],
    }),
  ];
}
