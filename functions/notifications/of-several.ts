import type { ReadModel } from '../../shared/events/project.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { type Mail, mails } from './mail.ts';

const row = 'mail of several';

export const mailedPk = (clientId: string): string => `MAILED#${clientId}`;

/** A mail stands with the first client that it speaks of by itself; with each further one, by a row that leads to it. */
export const mailModels: readonly ReadModel[] = [
  {
    of: 'mail',
    part: 'MAILED',
    has: (item) => mails.read(item).passing === true,
    rows(item): Item[] {
      const { id, contactId, clientIds = [] } = mails.read(item);
      if (contactId === undefined) return [];
      return clientIds.slice(1).map((clientId) => ({
        pk: mailedPk(clientId),
        sk: id,
        entity: row,
        clientIds: [clientId],
        byClientPk: clients.key(clientId).pk,
        byClientSk: `MAIL#${id}`,
      }));
    },
  },
];

/** The mails among what an index has of a client, and those to which its rows lead. */
export async function mailsAmong(records: Records, items: readonly Item[]): Promise<Stored<Mail>[]> {
  const led = items.filter(({ entity }) => entity === row).map(({ sk }) => sk);
  const found = led.length > 0 ? await records.getMany(mails, led) : [];
  const byId = new Map(found.map((mail) => [mail.id, mail]));
  return items.flatMap((item) => (item.entity === row ? (byId.get(item.sk) ?? []) : mails.read(item)));
}
