import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { blankConflict, blankFinding, type Finding } from './conflict.ts';
import { conflictEvent } from './events.ts';
import { conflicts, findings, loadReport, mentionPk } from './store.ts';
import { mentionsOf } from './search.ts';

const isOf = (finding: Finding, id: string) =>
  mentionsOf(finding).includes(id) || (finding.clientId === id && finding.erasedAt === undefined);

/** One report without what it says of who was erased, in the name of who erased them. */
async function blank(table: Table, conflictId: string, erased: string, event: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const found = await loadReport(systemRecords(table), conflictId);
    const at = instant();
    const isTheirs = found.conflict.clientId === erased;
    const after = found.findings.map((one) => (isOf(one, erased) ? blankFinding(one, erased, isTheirs, at) : one));
    const changed = found.findings.flatMap((one, i) => (after[i] === one ? [] : [findings.erase(one, after[i]!)]));
    if (changed.length === 0) return;
    const emptied = conflicts.erase(found.conflict, blankConflict(found.conflict, after, isTheirs, at));
    const decided = conflictEvent('conflict.erased', found.tail, [emptied, ...changed]);
    await write(table, [decided], { actor: event.actor, at, requestId: event.requestId, eventIds: () => eventId });
  });
}

/** Who was erased goes from the reports of conflict searches too: what is left says that something was found, and why. */
export async function onPartyErased(table: Table, { pk, sk }: Key): Promise<void> {
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (event?.type !== 'client.erased' && event?.type !== 'contact.erased') return;
  const erased = pk.slice(pk.indexOf('#') + 1);
  const records = systemRecords(table);
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk: mentionPk(erased), limit: 50 }, cursor);
    for (const id of new Set(page.items.map((row) => row.conflictId as string))) await blank(table, id, erased, event);
    cursor = page.next;
  } while (cursor !== undefined);
}
