import { revisionKey, revisionPrefix } from '../../shared/events/changes.ts';
import { renamed } from '../../shared/table/renamed.ts';
import type { Item, Key, Table } from '../../shared/table/table.ts';
import type { Renaming } from './relink.ts';

/**
 * The texts that a record had before, beside its new place too; where it was, its events still speak of them. They never
 * change, so that copying them again does no harm, and they are there before the record is.
 */
export async function copyRevisions(
  table: Table,
  { pk, sk }: Key,
  there: Key,
  { from: had, into }: Renaming,
): Promise<void> {
  let from: Item | undefined;
  do {
    const page = await table.query({ pk, range: { prefix: revisionPrefix(sk) }, limit: 20, strong: true, from });
    const copies = page.items.map((old) => ({
      ...renamed(old, had, into),
      pk: there.pk,
      sk: revisionKey(there.sk, old.version as number),
      of: there.sk,
    }));
    if (copies.length > 0) await table.write(copies.map((put) => ({ put, if: 'always' })));
    from = page.last;
  } while (from);
}
