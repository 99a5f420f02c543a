import type { Item, Key, Table, Write } from '../../shared/table/table.ts';

/** A service that is done once, and is to begin when its letter is signed. A series says of itself that it is held. */
export type Waiting = { engagementId: string; serviceId: string };

const prefix = 'WAITS#';
const keyOf = ({ engagementId, serviceId }: Waiting): Key => ({
  pk: 'RECURRING',
  sk: `${prefix}${engagementId}#${serviceId}`,
});

export const waits = (of: Waiting): Write => ({
  put: { ...keyOf(of), entity: 'waiting service', ...of },
  if: 'always',
});

export const waitsNoMore = (of: Waiting): Write => ({ remove: keyOf(of), if: 'always' });

export const isWaiting = async (table: Table, of: Waiting): Promise<boolean> =>
  (await table.get(keyOf(of))) !== undefined;

/** Of the whole firm, in pages. */
export async function allWaiting(table: Table, limit: number, from?: Item) {
  const { items, last } = await table.query({ pk: 'RECURRING', range: { prefix }, limit, from });
  return { items: items as unknown as Waiting[], last };
}
