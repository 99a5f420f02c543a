import { normalised } from '../cells.ts';
import type { Column } from '../columns.ts';
import { hashOf, type Unfit } from '../draft.ts';
import type { Base } from '../mark.ts';
import { surplusIn, valuesOf } from '../rows.ts';
import type { Settled } from '../settle.ts';
import type { SheetRow } from '../sheet.ts';

/** A row of work: whose, and what its cells say, before anything is known of what exists. */
export type WorkDraft = {
  row: number;
  /** As people read it: the client, and what is done. */
  name: string;
  /** What is done, alone. */
  about: string;
  client: { number?: string; name?: string };
  /** The cells by what they are for. */
  said: Readonly<Record<string, string>>;
  /** Which of the rows it is, by the words of its file: said otherwise, it is another row. */
  ref: string;
  notes: string[];
};

/** What a row of one kind must say, and by which of its cells it is told from others. */
export type Telling = {
  /** The first of these that a row has names what it is about. */
  about: readonly string[];
  missing: string;
  tells: (said: WorkDraft['said']) => readonly string[];
};

const longest = 1000;

export function draftOf({ row, cells }: SheetRow, columns: readonly Column[], telling: Telling): WorkDraft | Unfit {
  const notes: string[] = [];
  const said = valuesOf(cells, columns, notes) as Record<string, string>;
  const { 'client.number': number, 'client.name': name, ...rest } = said;
  const about = telling.about.flatMap((target) => rest[target] ?? [])[0];
  const label = [name ?? number, about].filter((one) => one !== undefined).join(' – ');
  const shown = label.replace(/\n[^]*/, ' …').slice(0, 120);
  const why = surplusIn(cells, columns) ?? unfit(said, telling, about);
  if (why !== undefined) return { row, name: shown, why };
  const client = { ...(number !== undefined && { number }), ...(name !== undefined && { name }) };
  const whose = number?.toLowerCase() ?? normalised(name!);
  return { row, name: shown, about: about!, client, said: rest, ref: hashOf([whose, ...telling.tells(rest)]), notes };
}

function unfit(said: Record<string, string>, { missing }: Telling, about: string | undefined): string | undefined {
  if (said['client.number'] === undefined && said['client.name'] === undefined) return 'The row names no client';
  if (about === undefined) return missing;
  if (Object.values(said).some((cell) => cell.length > longest)) return `A cell is longer than ${longest} characters`;
  return undefined;
}

/** With the name that the client has here. */
export const nameWith = ({ about }: WorkDraft, { name }: { name: string }): string =>
  `${name} – ${about}`.replace(/\n[^]*/, ' …').slice(0, 120);

/** What a row says, as hashes: what is compared with the same row of an earlier file. */
export const baseOf = ({ said, ref }: WorkDraft): Base => ({
  digest: hashOf(said),
  fields: { ...Object.fromEntries(Object.entries(said).map(([field, cell]) => [field, hashOf(cell)])), ref },
});

/** What the row says is told once: another row that says it too is the same, one that contradicts it is refused. */
export function settleWork(rows: readonly (WorkDraft | Unfit)[]): Settled<WorkDraft>[] {
  const first = new Map<string, WorkDraft>();
  return rows.map((draft): Settled<WorkDraft> => {
    const { row, name } = draft;
    if ('why' in draft) return { row, name, refused: draft.why };
    const before = first.get(draft.ref);
    if (before) return against(draft, before);
    first.set(draft.ref, draft);
    return { row, name, draft, key: draft.ref };
  });
}

/** A row beside another of its file that is about the same. */
export function against({ row, name, said }: WorkDraft, before: WorkDraft): Settled<WorkDraft> {
  if (hashOf(said) === hashOf(before.said)) return { row, name, told: `The same as row ${before.row}` };
  return { row, name, refused: `Row ${before.row} is about the same and says something else; leave one of them out` };
}
