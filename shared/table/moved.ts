import type { Item, Key, Table } from './table.ts';

/** What stands where a record was that lives elsewhere now. Nothing is deleted: its chain still knows the place. */
export const movedEntity = 'moved';

export const isMoved = (item: Item): boolean => item.entity === movedEntity;

/** Of a record in which as many others were merged as one can take in. */
const mostSteps = 20;

/** The record of this key, strongly read, wherever it has moved to. */
export async function placeAfter(table: Table, key: Key): Promise<Item | undefined> {
  let item = await table.get(key, { strong: true });
  for (let step = 0; item && isMoved(item); step++) {
    if (step === mostSteps) throw new Error(`${key.pk} ${key.sk} moved too often`);
    item = await table.get(item.to as Key, { strong: true });
  }
  return item;
}
