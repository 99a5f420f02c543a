import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Query, Table } from '../../shared/table/table.ts';
import { erase } from './client-mail.ts';
import { mailsAmong } from './of-several.ts';
import { loadMail } from './store.ts';

/** The mails to a contact, or to the contacts of a client. */
const mailsTo = (pk: string): Omit<Query, 'from'> => {
  const range = { prefix: 'MAIL#' };
  return pk.startsWith('CONTACT#')
    ? { index: 'byPerson', pk: pk.slice('CONTACT#'.length), range, limit: 50 }
    : { index: 'byClient', pk, range, limit: 50 };
};

async function eraseOne(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const loaded = await loadMail(systemRecords(table), id);
    if (loaded.mail.erasedAt) return;
    const at = instant();
    const author: Author = { actor, at, requestId, eventIds: () => eventId };
    await write(table, [erase(loaded, at)], author);
  });
}

/** Blanks the mails to who was erased, in the name of who did it; what is still on its way does not leave. */
export async function eraseMails(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.erases === undefined) return;
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const { items, next } = await records.page(mailsTo(pk), cursor);
    for (const mail of await mailsAmong(records, items)) if (!mail.erasedAt) await eraseOne(table, mail.id, event);
    cursor = next;
  } while (cursor !== undefined);
}
