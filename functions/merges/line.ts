import type { Check } from '../../shared/events/types.ts';
import { mergedInto } from '../../shared/table/entity.ts';
import type { Item, Key, Table } from '../../shared/table/table.ts';

type Kind = { key: (id: string) => Key };
type Line = { ids: string[]; heir: string; stands: Check };

/**
 * A record and whatever it was merged into since, one after the other: a merge that takes its time may be overtaken by
 * the next. `stands` holds as long as the last of them is the one that is read.
 */
export async function lineOf(table: Table, { key }: Kind, id: string): Promise<Line> {
  const ids = [id];
  for (;;) {
    const heir = ids.at(-1)!;
    const item: Item | undefined = await table.get(key(heir), { strong: true });
    const next = item && mergedInto(item);
    if (next !== undefined) ids.push(next);
    else {
      const version = (item?.version as number | undefined) ?? 0;
      return { ids, heir, stands: { check: key(heir), if: { is: { version } } } };
    }
  }
}
