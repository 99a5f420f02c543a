import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { engagements } from '../engagements/store.ts';
import { firms } from '../firm/store.ts';
import type { Letter } from './letter.ts';

/** Those between whom a letter is, as they are now. */
export async function loadBetween(records: Records, { clientId, engagementId }: Letter) {
  const [firm, client, engagement] = await Promise.all([
    records.get(firms, 'firm'),
    records.get(clients, clientId),
    engagementId === undefined ? undefined : records.get(engagements, engagementId),
  ]);
  return { firm, client, engagement };
}

export type Between = Awaited<ReturnType<typeof loadBetween>>;
