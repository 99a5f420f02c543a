import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Item, Key, Query, Table } from '../../shared/table/table.ts';
import { clientsEver } from '../clients/ever.ts';
import { clients } from '../clients/store.ts';
import { threadEvent } from './events.ts';
import { blankReply, heldReplies } from './held-reply.ts';
import { blankMessage, isBlank } from './message.ts';
import { partitionOfNotes, threadNotes } from './note.ts';
import { messages, threads } from './store.ts';
import { blank } from './thread.ts';

/** Records blanked in one transaction. */
const atOnce = 40;

async function allOf(records: Records, query: Omit<Query, 'from'>): Promise<Item[]> {
  const found: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page(query, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** Blanks what of a partition is left to be, in the name of who erased; what its events tell of it goes too. */
async function eraseIn(
  table: Table,
  pk: string,
  { actor, requestId }: Event,
  blanked: (item: Item, at: string) => RecordWrite | undefined,
): Promise<void> {
  for (let isLeft = true; isLeft;) {
    const eventId = newId('event');
    await again(async () => {
      const records = systemRecords(table);
      const tail = await records.tail(pk);
      const at = instant();
      const items = await allOf(records, { pk, range: { below: '~' }, strong: true });
      const left = items.flatMap((item) => blanked(item, at) ?? []);
      isLeft = left.length > atOnce;
      if (left.length === 0) return;
      const decided = threadEvent('thread.erased', tail, left.slice(0, atOnce), { erases: tail.seq });
      await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
    });
  }
}

/** What was said: all of it, or what one person said. */
const saidBy = (by: string | undefined) => (item: Item, at: string) => {
  if (item.entity === threads.name) {
    const thread = threads.read(item);
    if (by === undefined) return thread.erasedAt ? undefined : threads.erase(thread, blank(thread, at));
    const isTheirs = thread.startedBy === by && thread.subject !== 'Erased';
    return isTheirs ? threads.erase(thread, { ...thread, subject: 'Erased' }) : undefined;
  }
  if (item.entity === heldReplies.name) {
    const reply = heldReplies.read(item);
    const isOther = by !== undefined && reply.contactId !== by;
    return isOther || isBlank(reply) ? undefined : heldReplies.erase(reply, blankReply(reply));
  }
  if (item.entity !== messages.name) return undefined;
  const message = messages.read(item);
  const isOther = by !== undefined && message.by !== by;
  return isOther || isBlank(message) ? undefined : messages.erase(message, blankMessage(message));
};

const noted = (item: Item) => {
  const note = threadNotes.read(item);
  return isBlank(note) ? undefined : threadNotes.erase(note, { ...note, text: 'Erased' });
};

/**
 * With a client goes all that was said with and about them; with a person what they wrote. What the team noted about a
 * conversation goes with the client.
 */
export async function eraseThreads(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased' && event?.type !== 'contact.erased') return;
  const records = systemRecords(table);
  const by = event.type === 'contact.erased' ? pk.slice('CONTACT#'.length) : undefined;
  const places = by === undefined ? [pk] : (await clientsEver(records, pk)).map((id) => clients.key(id).pk);
  for (const place of places) {
    const found = await allOf(records, { index: 'byClient', pk: place, range: { prefix: 'THREAD#' } });
    for (const { id } of found.map(threads.read)) {
      await eraseIn(table, threads.key(id).pk, event, saidBy(by));
      if (by === undefined) await eraseIn(table, partitionOfNotes(id), event, noted);
    }
  }
}
