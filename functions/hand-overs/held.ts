import type { Tail } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Holding, Receiver, RecordWrite, Stored } from '../../shared/table/entity.ts';
import type { Item } from '../../shared/table/table.ts';
import { handOverEvent } from './events.ts';

/** What of a record a hand-over looks at. */
export type Look = { id: string; label: string; clientIds: readonly string[]; holdings: readonly Holding[] };

/** One kind of record that people of the team hold parts of, whatever else is in it. */
export type HeldKind = {
  name: string;
  look: (item: Item) => Look;
  give: (item: Item, tail: Tail, from: string, to: Receiver) => Decided;
};

type HeldEntity<Value extends { id: string }> = {
  name: string;
  read: (item: Item) => Stored<Value>;
  clientIds: (value: Value) => readonly string[];
  holders: (value: Value) => readonly Holding[];
  handOver: (value: Value, from: string, to: Receiver) => Value;
  replace: (before: Stored<Value>, after: Value) => RecordWrite;
};

/** A kind by its entity, what people call one of it, and the event that tells of its hand-over. */
export const heldKind = <Value extends { id: string }>(
  entity: HeldEntity<Value>,
  labelOf: (value: Value) => string,
  type: Parameters<typeof handOverEvent>[0],
): HeldKind => ({
  name: entity.name,
  look(item) {
    const value = entity.read(item);
    const { id } = value;
    return { id, label: labelOf(value), clientIds: entity.clientIds(value), holdings: entity.holders(value) };
  },
  give(item, tail, from, to) {
    const before = entity.read(item);
    return handOverEvent(type, tail, [entity.replace(before, entity.handOver(before, from, to))]);
  },
});
