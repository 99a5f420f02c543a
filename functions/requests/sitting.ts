import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { Lost } from '../../shared/events/write.ts';
import { type Key, type Table, type Write, WriteRefused } from '../../shared/table/table.ts';
import type { Document } from '../documents/document.ts';
import { documents } from '../documents/store.ts';

/** Who sends nothing more for so long has risen: what came until then stands in one receipt. */
const afterTheLast = 10 * 60_000;
/** What came longer ago was told of then, or is no news any more. */
const isNews = ({ statusAt }: Pick<Document, 'statusAt'>): boolean =>
  Date.parse(instant()) - Date.parse(statusAt) < 24 * 3600_000;

const Sitting = z.object({
  contactId: z.string(),
  clientId: z.string(),
  documentIds: z.array(z.string()),
  dueAt: z.string(),
  version: z.int(),
});
/** Files that someone sent for one client, of which they have no receipt yet. */
export type Sitting = z.output<typeof Sitting>;

const listed = 'RECEIPT';
export const sittingKey = (contactId: string, clientId: string): Key => ({
  pk: `RECEIPT#${contactId}#${clientId}`,
  sk: 'RECEIPT',
});
/** That a file stands in a sitting, for ever: told of again, it begins no other. */
const receivedKey = (documentId: string): Key => ({ pk: documents.key(documentId).pk, sk: '~RECEIPT' });

export async function readSitting(table: Table, key: Key): Promise<Sitting | undefined> {
  const item = await table.get(key, { strong: true });
  return item && Sitting.parse(item);
}

const unmoved = (sitting: Sitting | undefined) =>
  sitting ? ({ is: { version: sitting.version } } as const) : ('absent' as const);

function sittingWritten(after: Omit<Sitting, 'version'>, before: Sitting | undefined): Write {
  const key = sittingKey(after.contactId, after.clientId);
  const next = { byNextPk: listed, byNextSk: `${after.dueAt}#${key.pk}` };
  const version = (before?.version ?? 0) + 1;
  return { put: { ...key, entity: 'receipt', ...after, ...next, version }, if: unmoved(before) };
}

/** Its receipt is sent, or there is none to send: in the transaction of the mail. */
export const ended = (sitting: Sitting): Write => ({
  remove: sittingKey(sitting.contactId, sitting.clientId),
  if: unmoved(sitting),
});

async function writeAll(table: Table, writes: readonly Write[]): Promise<void> {
  await table.write(writes).catch((error: unknown) => {
    throw error instanceof WriteRefused ? new Lost(error.message) : error;
  });
}

/** A file of a contact is here: it stands in their sitting, once, however often that is told. */
export async function noteReceived(
  table: Table,
  document: Pick<Document, 'id' | 'addedBy' | 'clientId' | 'statusAt'>,
): Promise<void> {
  const { id, addedBy: contactId, clientId } = document;
  if (!isNews(document)) return;
  await again(async () => {
    if (await table.get(receivedKey(id), { strong: true })) return;
    const before = await readSitting(table, sittingKey(contactId, clientId));
    const dueAt = instant(Date.parse(instant()) + afterTheLast);
    const documentIds = [...(before?.documentIds ?? []), id];
    await writeAll(table, [
      { put: { ...receivedKey(id), entity: 'received' }, if: 'absent' },
      sittingWritten({ contactId, clientId, documentIds, dueAt }, before),
    ]);
  });
}

/** Nothing is left to be told of it, and nothing is to be sent. */
export const end = (table: Table, sitting: Sitting): Promise<void> => again(() => writeAll(table, [ended(sitting)]));

/** Where sittings stand whose receipt is due. */
export const dueSittings = (now: string) => ({
  index: 'byNext' as const,
  pk: listed,
  range: { below: `${now}~` },
  limit: 100,
});
