import * as z from 'zod';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { Source } from './columns.ts';
import { inBulk, look, type Looked, type Row } from './look.ts';
import { type Action, plan, type Plan } from './plan.ts';
import type { Settled } from './settle.ts';
import { nameless, type Sheet } from './sheet.ts';
import type { Read } from './table-of.ts';

const Change = z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown() });
const actions = ['create', 'update', 'unchanged', 'refused'] as const satisfies readonly Action[];
const Counts = z.object({ create: z.int(), update: z.int(), unchanged: z.int(), refused: z.int(), skipped: z.int() });

export const PlannedRow = z
  .object({
    /** The row's number in the file, as a spreadsheet shows it. */
    row: z.int(),
    name: z.string(),
    action: z.enum(actions),
    why: z.string().optional(),
    clientId: z.string().optional(),
    /** Of work: which days come of it, those of a series for its first two jobs. */
    dates: z.array(z.object({ of: z.string(), on: z.string() })).optional(),
    changes: z.array(Change),
    /** What of the row is left out or kept, and why. */
    notes: z.array(z.string()),
  })
  .meta({ id: 'ImportPlannedRow' });
export type PlannedRow = z.output<typeof PlannedRow>;

export const Preview = z
  .object({
    dryRun: z.literal(true),
    source: Source,
    encoding: z.string(),
    delimiter: z.string(),
    /** None where every row is data. */
    headingRow: z.int().optional(),
    columns: z.array(
      z.object({
        heading: z.string(),
        target: z.string(),
        /** What stands in the column: its first cells that differ. */
        samples: z.array(z.string()),
      }),
    ),
    /** What is missing before the file can be imported, and where to say it. */
    fault: z.object({ path: z.string(), message: z.string() }).optional(),
    /** Columns of which nothing is imported. */
    notImported: z.array(z.string()),
    rows: z.array(PlannedRow),
    skipped: z.array(z.object({ row: z.int(), why: z.string(), text: z.string() })),
    counts: Counts,
  })
  .meta({ id: 'ImportPreview' });

export type Loaded = { read: Read; known: ReadonlyMap<number, Looked> };

/** Everything that the rows of a file meet, read for all of them at once. */
export async function lookAll(records: Records, read: Read): Promise<Loaded> {
  const rows = read.settled.flatMap((one): Row[] => ('draft' in one ? [one] : []));
  const known = await look(records, inBulk(records), rows, read.sheet.source);
  return { read, known: new Map(rows.map(({ draft }, i) => [draft.row, known[i]!])) };
}

export const plain = (row: Pick<Settled, 'row' | 'name'>, action: Action, why: string): PlannedRow => ({
  row: row.row,
  name: row.name,
  action,
  why,
  changes: [],
  notes: [],
});

/** Rows above in the file count as done: a client is matched once, a person met in two rows is one. */
function planned(
  settled: readonly Settled[],
  known: Loaded['known'],
  as: { source: Source; lifecycle: Client['lifecycle'] },
) {
  const taken = new Set<string>();
  const met = new Map<string, number>();
  return settled.map((one): PlannedRow => {
    if ('refused' in one) return plain(one, 'refused', one.refused);
    if ('told' in one) return plain(one, 'unchanged', one.told);
    const found = known.get(one.row)!;
    const isPlanned = plan(one.draft, { ...found, bound: new Set([...found.bound, ...taken]) }, as);
    if (isPlanned.client) taken.add(isPlanned.client.id);
    return { ...shown(one, isPlanned), changes: withMet(isPlanned, one.row, met) };
  });
}

function withMet({ changes }: Plan, row: number, met: Map<string, number>): Plan['changes'] {
  return changes.map((change) => {
    const mail = change.field === 'contact' ? (change.to as { mail?: string }).mail?.toLowerCase() : undefined;
    if (mail === undefined) return change;
    const first = met.get(mail);
    met.set(mail, first ?? row);
    return first === undefined ? change : { field: change.field, to: { mail, asInRow: first } };
  });
}

const shown = ({ row, name }: Settled, { action, why, client, changes, notes }: Plan): PlannedRow => ({
  row,
  name,
  action,
  ...(why !== undefined && { why }),
  ...(client && { clientId: client.id }),
  changes,
  notes,
});

/** What importing the file would come to, row by row. */
export function preview(
  { read: { sheet, settled }, known }: Loaded,
  lifecycle: Client['lifecycle'],
): z.input<typeof Preview> {
  return told(sheet, planned(settled, known, { source: sheet.source, lifecycle }));
}

const mostSamples = 3;

const samplesIn = ({ rows }: Sheet, column: number): string[] =>
  [...new Set(rows.slice(0, 50).map(({ cells }) => (cells[column] ?? '').slice(0, 60)))]
    .filter((cell) => cell !== '')
    .slice(0, mostSamples);

/** A file, and what would come of each of its rows. */
export function told(sheet: Sheet, rows: PlannedRow[]): z.input<typeof Preview> {
  const count = (action: Action) => rows.filter((row) => row.action === action).length;
  const { source, encoding, delimiter, headingRow, columns, skipped } = sheet;
  return {
    dryRun: true,
    source,
    encoding,
    delimiter,
    ...(headingRow !== undefined && { headingRow }),
    columns: columns.map((column, i) => ({ ...column, samples: samplesIn(sheet, i) })),
    ...(!sheet.isNamed && { fault: nameless }),
    notImported: columns
      .filter(({ target, heading }) => target === 'ignore' && heading !== '')
      .map(({ heading }) => heading),
    rows,
    skipped,
    counts: {
      create: count('create'),
      update: count('update'),
      unchanged: count('unchanged'),
      refused: count('refused'),
      skipped: skipped.length,
    },
  };
}
