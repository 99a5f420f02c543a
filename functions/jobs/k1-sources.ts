import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { clients, findGroup } from '../clients/store.ts';

/** Companies that hand their owners a K-1: partnerships, S corporations, trusts and estates. */
const passThrough = new Set<Client['kind']>(['partnership', 's-corporation', 'trust', 'estate']);

/** A company from which someone waits for a K-1. */
export type K1Source = Pick<Client, 'id' | 'name'>;

/** The companies of someone’s group from which they wait for a K-1, by name. */
export async function k1SourcesOf(records: Records, client: Stored<Client>): Promise<K1Source[]> {
  if (client.groupId === undefined || passThrough.has(client.kind)) return [];
  const group = await findGroup(records, client.groupId);
  if (!group) return [];
  const others = await records.getMany(
    clients,
    group.clients.filter((id) => id !== client.id),
  );
  return others
    .filter(({ kind, lifecycle }) => passThrough.has(kind) && lifecycle === 'active')
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
