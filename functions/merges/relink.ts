import type { Change } from '../../shared/events/chain.ts';
import { revisionKey } from '../../shared/events/changes.ts';
import type { Entity, RecordWrite, Stored } from '../../shared/table/entity.ts';
import { movedEntity } from '../../shared/table/moved.ts';
import { names, renamed } from '../../shared/table/renamed.ts';
import { indexes, type Item } from '../../shared/table/table.ts';
import { clientsOf } from '../../shared/table/walls.ts';

/** Who was found to be whom: every mention of the one is to be of the other. */
export type Renaming = { from: string; into: string };

/** Index keys and the like follow from the fields, and are told of with them. */
const derived = new Set(['pk', 'sk', 'clientIds', ...indexes.flatMap((name) => [`${name}Pk`, `${name}Sk`])]);

/** The item as a record of whatever kind it is. Of what capabilities declare, nothing is needed here: ids are ids. */
const recordWrite = (item: Item, before: Item | undefined, tells: Record<string, Change>): RecordWrite => ({
  entity: { name: item.entity, kinds: new Map(), rights: new Map() } as unknown as Entity<never>,
  ...(before && { before: before as unknown as Stored<object> }),
  after: item as unknown as Stored<object>,
  item,
  claims: [],
  releases: [],
  clientIds: [...new Set([...clientsOf(item), ...(before ? clientsOf(before) : [])])],
  tells,
});

/** A record that stays where it is and mentions the other now. */
export function relinked(item: Item, { from, into }: Renaming): RecordWrite {
  const after = { ...renamed(item, from, into), version: (item.version as number) + 1 };
  const fields = Object.keys(item).filter((name) => !derived.has(name) && names(item[name], from));
  return recordWrite(after, item, Object.fromEntries(fields.map((name) => [name, [from, into] as Change])));
}

/** A record whose key names who was merged: it leaves a pointer behind and arrives under its new key. */
export function moved(item: Item, { from, into }: Renaming, revisions: readonly Item[]) {
  const there = { pk: item.pk.replaceAll(from, into), sk: item.sk.replaceAll(from, into) };
  const version = (item.version as number) + 1;
  const arrived: Item = { ...renamed(item, from, into), ...there, version };
  const clientIds = clientsOf(arrived);
  const left: Item = { pk: item.pk, sk: item.sk, entity: movedEntity, to: there, version, clientIds: [...clientIds] };
  const beside = revisions.map((revision) => ({
    ...renamed(revision, from, into),
    ...there,
    sk: revisionKey(there.sk, revision.version as number),
    of: there.sk,
  }));
  return {
    leaves: recordWrite(left, item, { moved: [from, into] }),
    arrives: { ...recordWrite(arrived, undefined, { moved: [from, into] }), beside },
  };
}
