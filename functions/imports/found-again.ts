import type { ReadModel } from '../../shared/events/project.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { clients, contacts } from '../clients/store.ts';
import { mailKey, nameKey } from './draft.ts';

/** At most so many of one name or address are looked at; with two it is ambiguous already. */
const most = 5;
const partition = (key: string) => `SAME#${key}`;

const row = (key: string, id: string, clientIds: readonly string[]): Item => ({
  pk: partition(key),
  sk: id,
  entity: 'same',
  clientIds: [...clientIds],
});

/** Clients by their whole name, people by their mail address: for those whom no import brought here. */
export const sameModels: readonly ReadModel[] = [
  {
    of: 'client',
    rows(item) {
      const { id, name, erasedAt } = clients.read(item);
      return erasedAt ? [] : [row(nameKey(name), id, [id])];
    },
  },
  {
    of: 'contact',
    rows(item) {
      const { id, mail, clientIds, erasedAt } = contacts.read(item);
      return erasedAt || mail === undefined ? [] : [row(mailKey(mail), id, clientIds)];
    },
  },
];

/** The ids of those that the caller may see. */
export async function sameAs(records: Records, key: string): Promise<string[]> {
  const { items } = await records.page({ pk: partition(key), limit: most });
  return items.map((item) => item.sk);
}
