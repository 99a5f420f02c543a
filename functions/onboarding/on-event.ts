import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { factsOf, looks } from './facts.ts';
import { type Facts, follow } from './onboarding.ts';
import { changeOnboarding, loadOnboarding, onboardings, onboardingsOf } from './store.ts';

/** What is finished stays as it was measured. */
async function tellOnboarding(table: Table, id: string, facts: readonly Facts[]): Promise<void> {
  const authorAt = machinery(id);
  await again(async () => {
    const loaded = await loadOnboarding(systemRecords(table), id);
    const { onboarding } = loaded;
    if (onboarding.finishedAt !== undefined || onboarding.erasedAt !== undefined) return;
    const { decided } = changeOnboarding(loaded, 'onboarding.followed', facts.reduce(follow, onboarding));
    await write(table, [decided], authorAt(instant()));
  });
}

/** What happened just before an onboarding began may have been told to nobody: the records themselves are asked once. */
async function lookBack(table: Table, records: Records, id: string): Promise<void> {
  const begun = await records.find(onboardings, id);
  if (!begun) return;
  await tellOnboarding(table, id, await factsOf(records, begun.clientId, begun.begunAt));
}

/** The steps of an onboarding follow what happens to its client, in any order and however often it is told. */
export async function onOnboarding(table: Table, { type, pk }: { type: string; pk: string }): Promise<void> {
  const id = pk.slice(pk.indexOf('#') + 1);
  const records = systemRecords(table);
  if (type === 'onboarding.begun') return lookBack(table, records, id);
  const told = await looks[type]?.(records, id, instant());
  const client = told && (await records.present(clients, told.clientId));
  if (!told || !client) return;
  for (const one of await onboardingsOf(records, client)) await tellOnboarding(table, one.id, [told.facts]);
}
