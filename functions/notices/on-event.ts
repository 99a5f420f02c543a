import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { personOf } from '../firm/authenticate.ts';
import { wants } from './choices.ts';
import { type About, distinct, type Draft, grouped, noticeOf } from './draft.ts';
import { expiryOf } from './notice.ts';
import { isTold, keepNotice, markTold, noticeChoices } from './store.ts';
import { kinds } from './telling.ts';

async function tellOne(table: Table, drafts: readonly Draft[], about: About, event: Event): Promise<void> {
  const memberId = drafts[0]!.to;
  const [person, choices] = await Promise.all([
    personOf(table, memberId),
    systemRecords(table).find(noticeChoices, memberId),
  ]);
  if (!person || !mayRead(person, about.clientId === undefined ? [] : [about.clientId])) return;
  for (const draft of drafts)
    if (wants(choices, draft.kind)) await keepNotice(table, noticeOf(draft, about, event, instant()));
}

/** Tells people what an event means for them: once, however often it comes, and only who may see what it is about. */
export async function tell(table: Table, { type, pk, sk }: Key & { type: string }): Promise<void> {
  const [, drafted] = kinds.find(([tells]) => tells(type)) ?? [];
  if (!drafted) return;
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (!event || expiryOf(event.at) * 1000 <= Date.parse(instant()) || (await isTold(table, event))) return;
  const records = systemRecords(table);
  const telling = await drafted(records, event, table);
  const drafts = telling ? distinct(telling.drafts, event) : [];
  const byPerson = grouped(drafts, ({ to }) => to);
  await Promise.all([...byPerson.values()].map((theirs) => tellOne(table, theirs, telling!.about, event)));
  await markTold(table, event);
}
