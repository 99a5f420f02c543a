import { type Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { Lost } from '../../shared/events/write.ts';
import { type Table, WriteRefused } from '../../shared/table/table.ts';
import { documents } from '../documents/store.ts';
import { isOfClient } from '../messages/thread.ts';
import { heardKey } from './marks.ts';

/** What people of a client do about what they are asked; and a file of theirs, wherever they put it. */
const sends = new Set([
  'request.item-filled',
  'request.item-submitted',
  'request.item-taken-back',
  'request.item-settled',
  'request.file-came',
  'request.more-time-asked',
  'request.completed',
  'organizer.answered',
  'organizer.file-came',
  'organizer.submitted',
  'document.arrived',
]);

/** Whose doing it was: of a file, who added it and not the machinery that took it in. */
async function whoSent(table: Table, { pk, type, actor }: Event): Promise<string> {
  if (type !== 'document.arrived') return actor;
  const item = await table.get({ pk, sk: 'DOCUMENT' }, { strong: true });
  return item ? documents.read(item).addedBy : actor;
}

/** When someone of a client last sent something is kept with them, for whatever they are asked: for two days nobody reminds them. */
export async function onHeard(table: Table, { type, pk, sk }: { type: string; pk: string; sk: string }): Promise<void> {
  if (!sends.has(type)) return;
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  const contactId = event && (await whoSent(table, event));
  if (contactId === undefined || !isOfClient(contactId)) return;
  const { at } = event!;
  const key = heardKey(contactId);
  await again(async () => {
    const before = await table.get(key, { strong: true });
    if (before && (before.at as string) >= at) return;
    const put = { ...key, entity: 'heard', at };
    const unmoved = before ? { is: { at: before.at as string } } : ('absent' as const);
    await table.write([{ put, if: unmoved }]).catch((error: unknown) => {
      throw error instanceof WriteRefused ? new Lost(error.message) : error;
    });
  });
}
