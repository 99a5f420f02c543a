import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../shared/events/chain.ts';
import type { Entity, RecordWrite, Stored } from '../../shared/table/entity.ts';
import { movedEntity } from '../../shared/table/moved.ts';
import { names, renamed } from '../../shared/table/renamed.ts';
import { indexes, type Item, type Key } from '../../shared/table/table.ts';
import { clientsOf } from '../../shared/table/walls.ts';

/** Who was found to be whom: every mention of the one is to be of the other. */
export type Renaming = { from: string; into: string };

/** Index keys and the like follow from the fields, and are told of with them. */
const derived = new Set(['pk', 'sk', 'clientIds', ...indexes.flatMap((name) => [`${name}Pk`, `${name}Sk`])]);

/** Who was merged into whom is what happened, and stays so whatever is merged later. */
const ofMerges = ['mergedFrom', 'mergedInto'] as const;

function followed(item: Item, { from, into }: Renaming): Item {
  const after = renamed(item, from, into);
  for (const name of ofMerges) if (name in item) after[name] = item[name];
  return after;
}

/** Whether anything in the item is to be of the other: a field that both give their name to stays as it is. */
export const mentions = (item: Item, renaming: Renaming): boolean =>
  names(item, renaming.from) && !isDeepStrictEqual(followed(item, renaming), item);

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
export function relinked(item: Item, renaming: Renaming): RecordWrite {
  const { from, into } = renaming;
  const after: Item = { ...followed(item, renaming), version: (item.version as number) + 1 };
  const fields = Object.keys(item).filter(
    (name) => name !== 'version' && !derived.has(name) && !isDeepStrictEqual(item[name], after[name]),
  );
  return recordWrite(after, item, Object.fromEntries(fields.map((name) => [name, [from, into] as Change])));
}

export const placeThere = ({ pk, sk }: Key, { from, into }: Renaming): Key => ({
  pk: pk.replaceAll(from, into),
  sk: sk.replaceAll(from, into),
});

/** A record whose key names who was merged: it leaves a pointer behind and arrives under its new key. */
export function moved(item: Item, renaming: Renaming) {
  const { from, into } = renaming;
  const there = placeThere(item, renaming);
  const version = (item.version as number) + 1;
  const arrived: Item = { ...followed(item, renaming), ...there, version };
  const clientIds = clientsOf(arrived);
  const left: Item = { pk: item.pk, sk: item.sk, entity: movedEntity, to: there, version, clientIds: [...clientIds] };
  const tells = { moved: [from, into] as Change };
  return { leaves: recordWrite(left, item, tells), arrives: recordWrite(arrived, undefined, tells) };
}
