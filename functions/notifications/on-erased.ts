import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Query, Table } from '../../shared/table/table.ts';
import { erase } from './client-mail.ts';
import { mails } from './mail.ts';
import { mailsAmong } from './of-several.ts';

/** The mails to a contact; or to the contacts of a client, and to the team about it. */
const mailsTo = (pk: string): Omit<Query, 'from'>[] =>
  pk.startsWith('CONTACT#')
    ? [{ index: 'byPerson', pk: pk.slice('CONTACT#'.length), range: { prefix: 'MAIL#' }, limit: 50 }]
    : ['MAIL#', 'TEAM-MAIL#'].map((prefix) => ({ index: 'byClient', pk, range: { prefix }, limit: 50 }));

async function eraseOne(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const records = systemRecords(table);
    const tail = await records.tail(mails.key(id).pk);
    const mail = await records.get(mails, id);
    if (mail.erasedAt) return;
    const at = instant();
    const author: Author = { actor, at, requestId, eventIds: () => eventId };
    await write(table, [erase({ mail, tail }, at)], author);
  });
}

/** Blanks the mails to who was erased, and about them, in the name of who did it; what is still on its way does not leave. */
export async function eraseMails(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.erases === undefined) return;
  const records = systemRecords(table);
  for (const query of mailsTo(pk)) {
    let cursor: string | undefined;
    do {
      const { items, next } = await records.page(query, cursor);
      for (const mail of await mailsAmong(records, items)) if (!mail.erasedAt) await eraseOne(table, mail.id, event);
      cursor = next;
    } while (cursor !== undefined);
  }
}
