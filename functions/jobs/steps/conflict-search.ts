import { start } from '../../../shared/events/chain.ts';
import { clients } from '../../clients/store.ts';
import { report } from '../../conflicts/conflict.ts';
import { conflictEvent } from '../../conflicts/events.ts';
import { searchAll } from '../../conflicts/search.ts';
import { conflicts, findings } from '../../conflicts/store.ts';
import { loadRelations, namesOf } from '../../relations/store.ts';
import { clientIdOf } from './client-of.ts';
import type { Effect, Running } from './kind.ts';

const mostNames = 20;
const names = (some: readonly string[]) => [...new Set(some.map((one) => one.trim()))].filter(Boolean);

/** Looks for the client and everyone in its relations in everything that the firm has, past all walls. */
export async function conflictSearch(running: Running): Promise<Effect> {
  const { records, whole, acting, newId } = running;
  const clientId = clientIdOf(running);
  const [client, { all }] = await Promise.all([records.get(clients, clientId), loadRelations(records, clientId)]);
  const known = await namesOf(records, all);
  const parties = all.flatMap(({ other }) => other.name ?? known.get(other.contactId ?? other.clientId ?? '') ?? []);
  const searched = names([client.name, ...parties]).slice(0, mostNames);
  const found = await searchAll(records, searched, clientId);
  const id = newId('conflict');
  const search = { names: searched, clientId, note: `For ${whole.job.title}` };
  const frozen = report(search, found, { id, caller: { id: acting.by }, now: acting.now, salt: newId('conflict') });
  const write = conflicts.create(frozen.conflict);
  const fields = { ...whole.job.fields, conflictSearch: id };
  return {
    change: { job: { ...whole.job, fields } },
    beside: [
      conflictEvent('conflict.searched', start(write.item.pk), [write, ...frozen.findings.map(findings.create)]),
    ],
  };
}
