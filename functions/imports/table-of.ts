import { invalid } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import type { CustomField } from '../clients/custom-field.ts';
import { listCustomFields } from '../clients/store.ts';
import { clientsOf, plainHeading, type Source, statedBy } from './columns.ts';
import type { Unfit } from './draft.ts';
import type { Headings } from './headings.ts';
import { draftOf } from './rows.ts';
import { type Settled, settle } from './settle.ts';
import { type Sheet, sheetOf, type SheetRow } from './sheet.ts';
import type { Columns, Target } from './target.ts';

type Mapping = Readonly<Record<string, Target>>;
export type Read = { sheet: Sheet; settled: Settled[]; own: readonly CustomField[] };

/** What was said of a file beside its rows. */
type Said = { source?: Source | undefined; mapping?: Mapping | undefined; headings?: Headings | undefined };
type Tabled = { sheet: Pick<Sheet, 'columns'>; own?: readonly CustomField[] };

/** What was said of columns must be of columns that are there, and of fields that the firm has. */
export function checkMapping(mapping: Mapping = {}, { sheet: { columns }, own = [] }: Tabled): void {
  const headings = new Set(columns.map(({ heading }) => plainHeading(heading)));
  const wrong = Object.entries(mapping).flatMap(([heading, target]) => {
    const path = `body.mapping.${heading}`;
    const key = /^client\.custom\.(.+)$/.exec(target)?.[1];
    if (!headings.has(plainHeading(heading))) return [{ path, message: 'The file has no such column' }];
    if (key !== undefined && !own.some((field) => field.key === key && field.status === 'active'))
      return [{ path, message: `The firm has no field ${key}; see /v1/custom-fields` }];
    return [];
  });
  if (wrong.length > 0) throw invalid(...wrong);
}

/** A file's rows, each with what it says, compared with the others. Depends on the file and the firm's fields alone. */
export async function readTable(
  records: Records,
  bytes: Uint8Array,
  { source, mapping = {}, headings }: Said,
): Promise<Read> {
  const stated: Columns = statedBy(mapping);
  const isOwn = Object.values(mapping).some((target) => target.startsWith('client.custom.'));
  const own = isOwn ? await listCustomFields(records) : [];
  const sheet = sheetOf(bytes, clientsOf(source, stated), headings);
  const rows = inOrder(sheet, (row) => draftOf(row, sheet.columns, own));
  return { sheet, own, settled: settle(rows, sheet.source) };
}

/** All rows of a sheet as what they say, with those that cannot be read, in the order of the file. */
export function inOrder<D extends { row: number }>(
  { rows, broken }: Sheet,
  read: (row: SheetRow) => D | Unfit,
): (D | Unfit)[] {
  const unread = broken.map(({ row, text }): Unfit => ({
    row,
    name: text,
    why: 'A quote opens in this row and does not close',
  }));
  return [...rows.map(read), ...unread].toSorted((a, b) => a.row - b.row);
}
