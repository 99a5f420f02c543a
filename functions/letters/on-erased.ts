import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { clientsEver } from '../clients/ever.ts';
import { clients } from '../clients/store.ts';
import { blankAcceptance } from './acceptance.ts';
import { letterEvent } from './events.ts';
import { blank, namelessly } from './letter.ts';
import { acceptances, letters, type LoadedLetter, loadLetter } from './store.ts';

type Erasing = (records: Records, loaded: LoadedLetter, at: string) => Promise<RecordWrite[]>;

/** All of it: words, names, and how it was accepted; the renderer then takes its files away. */
const whole: Erasing = async (records, { letter }, at) => {
  if (letter.erasedAt !== undefined) return [];
  const keys = letter.signers.map(({ contactId }) => ({ letterId: letter.id, contactId }));
  const accepted = await records.getMany(acceptances, keys);
  return [
    letters.erase(letter, blank(letter, at)),
    ...accepted.map((one) => acceptances.erase(one, blankAcceptance(one))),
  ];
};

/** Who one of its signers was. What the client agreed to stays, and that it was signed, when, and the hash of how. */
const ofSigner =
  (contactId: string): Erasing =>
  async (records, { letter }, at) => {
    const after = namelessly(letter, contactId, at);
    if (letter.erasedAt !== undefined || after === letter) return [];
    const accepted = await records.find(acceptances, { letterId: letter.id, contactId });
    return [
      letters.erase(letter, after),
      ...(accepted ? [acceptances.erase(accepted, { ...accepted, ...blankAcceptance(accepted) })] : []),
    ];
  };

/** Blanks what of a letter is to go, in the name of who erased. */
async function eraseLetter(table: Table, id: string, { actor, requestId }: Event, erasing: Erasing): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const records = systemRecords(table);
    const loaded = await loadLetter(records, id);
    const at = instant();
    const writes = await erasing(records, loaded, at);
    if (writes.length === 0) return;
    const decided = letterEvent('letter.erased', loaded.tail, writes, { erases: loaded.tail.seq });
    await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** The letters of an erased client go with it: that there were some, when and by whom stays. Of an erased person, their name. */
export async function eraseLetters(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased' && event?.type !== 'contact.erased') return;
  const records = systemRecords(table);
  const isClient = event.type === 'client.erased';
  const places = isClient ? [pk] : (await clientsEver(records, pk)).map((id) => clients.key(id).pk);
  const erasing = isClient ? whole : ofSigner(pk.slice('CONTACT#'.length));
  for (const place of places) {
    let cursor: string | undefined;
    do {
      const query = { index: 'byClient', pk: place, range: { prefix: 'LETTER#' }, limit: 20 } as const;
      const page = await records.page(query, cursor);
      for (const item of page.items) await eraseLetter(table, letters.read(item).id, event, erasing);
      cursor = page.next;
    } while (cursor !== undefined);
  }
}
