import { instant } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { decideOn, erase, keep } from './erasing.ts';
import { shelfOf } from './folder-store.ts';
import { documents, dueToBePurged } from './store.ts';
import { whyKept } from './trash.ts';

const mostTime = 60_000;

type Done = 'erased' | 'kept' | 'left';

/** Nobody put the client under a hold meanwhile. */
const unchanged = (client: Stored<Client> | undefined) =>
  client ? [{ check: clients.key(client.id), if: { is: { version: client.version } } }] : [];

/** One whose time in the trash is over: erased, or looked at again later, where something keeps it. */
async function purge(table: Table, { pk }: Item, at: string): Promise<Done> {
  const records = systemRecords(table);
  let done: Done = 'left';
  await decideOn(
    table,
    pk.slice(documents.key('').pk.length),
    { actor: 'system', requestId: newId('event') },
    async (loaded, now) => {
      const { trashed, clientId } = loaded.document;
      // The index lags behind: only the record decides.
      if (!trashed || trashed.purgeAt > at) return undefined;
      const [client, shelf] = await Promise.all([records.present(clients, clientId), shelfOf(records, clientId)]);
      const kept = whyKept(loaded.document, { client, shelf }, now);
      done = kept ? 'kept' : 'erased';
      return kept ? keep(loaded, kept, 'system', now) : erase(loaded, now, unchanged(client));
    },
  );
  return done;
}

/** Erases what has lain in the trash for its time. What it costs follows what has come up. */
export async function purgeTrash(table: Table): Promise<Record<Done, number>> {
  const until = performance.now() + mostTime;
  const at = instant();
  const done = { erased: 0, kept: 0, left: 0 };
  let last: Item | undefined;
  do {
    const page = await table.query({ ...dueToBePurged(at), from: last });
    for (const item of page.items) done[await purge(table, item, at)]++;
    last = page.last;
  } while (last && performance.now() < until);
  return done;
}
