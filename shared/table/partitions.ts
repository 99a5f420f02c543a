import { indexes, type Item, nameOf } from './table.ts';

const keyNames = ['pk', ...indexes.map((name) => `${name}Pk`)];

/** Items by the partitions of the table and of its indexes: a query looks at its own partition, however many others there are. */
export function partitions() {
  const all = new Map<string, Map<string, Item>>();
  const places = (item: Item) =>
    keyNames.flatMap((name) => (typeof item[name] === 'string' ? [JSON.stringify([name, item[name]])] : []));
  return {
    of: (name: string, value: string): Iterable<Item> => all.get(JSON.stringify([name, value]))?.values() ?? [],
    add(item: Item): void {
      for (const place of places(item)) {
        const partition = all.get(place) ?? new Map<string, Item>();
        all.set(place, partition.set(nameOf(item), item));
      }
    },
    remove(item: Item): void {
      for (const place of places(item)) {
        const partition = all.get(place);
        partition?.delete(nameOf(item));
        if (partition?.size === 0) all.delete(place);
      }
    },
    clear: (): void => all.clear(),
  };
}
