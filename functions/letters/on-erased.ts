import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { blank } from './letter.ts';
import { letterEvent } from './events.ts';
import { acceptances, letters, loadLetter } from './store.ts';
import { blankAcceptance } from './acceptance.ts';

/** Blanks a letter with what was accepted, in the name of who erased its client; the renderer then takes its files away. */
async function eraseLetter(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const records = systemRecords(table);
    const { letter, tail } = await loadLetter(records, id);
    if (letter.erasedAt !== undefined) return;
    const at = instant();
    const keys = letter.signers.map(({ contactId }) => ({ letterId: id, contactId }));
    const accepted = await records.getMany(acceptances, keys);
    const writes = [
      letters.erase(letter, blank(letter, at)),
      ...accepted.map((one) => acceptances.erase(one, { ...one, ...blankAcceptance(one) })),
    ];
    const decided = letterEvent('letter.erased', tail, writes, { erases: tail.seq });
    await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** The letters of an erased client go with it: that there were some, when and by whom stays. */
export async function eraseLetters(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased') return;
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const page = await records.page({ index: 'byClient', pk, range: { prefix: 'LETTER#' }, limit: 20 }, cursor);
    for (const item of page.items) await eraseLetter(table, letters.read(item).id, event);
    cursor = page.next;
  } while (cursor !== undefined);
}
