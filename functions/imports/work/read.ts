import { statedBy } from '../columns.ts';
import type { Headings } from '../headings.ts';
import type { Settled } from '../settle.ts';
import { type Sheet, sheetOf } from '../sheet.ts';
import { inOrder } from '../table-of.ts';
import { settleWork, type WorkDraft } from './draft.ts';
import type { WorkKind } from './kinds.ts';

export type ReadWork = {
  sheet: Sheet;
  settled: Settled<WorkDraft>[];
  /** The rows that are one of their own, by what they are. */
  rows: ReadonlyMap<string, WorkDraft>;
};

type Said = { mapping?: Readonly<Record<string, string>> | undefined; headings?: Headings | undefined };

/** A file's rows, each with what it says, compared with the others. Depends on the file alone. */
export function readWork(kind: WorkKind, bytes: Uint8Array, { mapping, headings }: Said): ReadWork {
  const sheet = sheetOf(bytes, kind.expected(statedBy(mapping)), headings);
  const settled = settleWork(inOrder(sheet, (row) => kind.draft(row, sheet.columns)));
  const rows = new Map(settled.flatMap((one) => ('draft' in one ? [[one.key, one.draft] as const] : [])));
  return { sheet, settled, rows };
}
