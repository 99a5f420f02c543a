import { normalised } from './cells.ts';
import type { Source } from './columns.ts';
import { digestOf, type Draft, identOf, keyOfDraft, type Unfit } from './draft.ts';

/** A row after it was compared with the others of its file: a client of its own, one told before, or none. */
export type Settled<D = Draft> =
  | { row: number; name: string; draft: D; key: string }
  | { row: number; name: string; refused: string }
  | { row: number; name: string; told: string };

/** Systems that export a row for each contact, so that a client has several. */
const byContact: readonly Source[] = ['taxdome', 'karbon'];

/** Whether two rows of one client say nothing different of the client itself. */
function agree(one: Draft, other: Draft): boolean {
  const fields = { ...one.fields } as Record<string, unknown>;
  return Object.entries(other.fields).every(
    ([field, value]) => fields[field] === undefined || JSON.stringify(fields[field]) === JSON.stringify(value),
  );
}

function join(one: Draft, other: Draft): Draft {
  const people = new Map([...one.people, ...other.people].map((person) => [identOf(person), person]));
  return {
    ...one,
    fields: { ...other.fields, ...one.fields },
    ...((one.taxId ?? other.taxId) !== undefined && { taxId: one.taxId ?? other.taxId! }),
    people: [...people.values()].slice(0, 8),
    notes: [...one.notes, ...other.notes],
  };
}

type Settling = {
  source: Source;
  keys: Map<string, Draft>;
  /** Names that a row with a number or id of its own has. */
  numbered: Map<string, number>;
  numbers: Map<string, number>;
};

const isNumbered = ({ sourceId, fields }: Draft) => sourceId !== undefined || fields.number !== undefined;

function settleOne(draft: Draft, { source, keys, numbered, numbers }: Settling): Settled {
  const { row, name } = draft;
  const key = keyOfDraft(draft, source);
  const before = keys.get(key);
  const rival = numbered.get(normalised(name));
  if (!isNumbered(draft) && rival !== undefined)
    return { row, name, refused: `Row ${rival} has the same name and a number; give this row one too` };
  const number = draft.fields.number?.toLowerCase();
  if (!before && number !== undefined && numbers.has(number))
    return { row, name, refused: `Row ${numbers.get(number)} has the number ${draft.fields.number} too` };
  if (number !== undefined && !numbers.has(number)) numbers.set(number, row);
  if (!before) {
    keys.set(key, draft);
    return { row, name, draft, key };
  }
  if (digestOf(before) === digestOf(draft)) return { row, name, told: `The same as row ${before.row}` };
  if (!byContact.includes(source) || !agree(before, draft))
    return {
      row,
      name,
      refused: `Row ${before.row} is the same client and says something else; tell them apart by name or number`,
    };
  keys.set(key, join(before, draft));
  return { row, name, told: `Another contact of the client in row ${before.row}, imported with it` };
}

/**
 * What the rows of a file are to each other. Depends on the file alone, so that the same file is settled in the same
 * way whenever, and however often, it is imported.
 */
export function settle(rows: readonly (Draft | Unfit)[], source: Source): Settled[] {
  const drafts = rows.filter((one) => 'fields' in one);
  const settling: Settling = {
    source,
    keys: new Map(),
    numbered: new Map(drafts.filter(isNumbered).map(({ name, row }) => [normalised(name), row])),
    numbers: new Map(),
  };
  const settled = rows.map((one): Settled =>
    'why' in one ? { row: one.row, name: one.name, refused: one.why } : settleOne(one, settling),
  );
  // What later rows added to a client is in by now.
  return settled.map((one) => ('draft' in one ? { ...one, draft: settling.keys.get(one.key)! } : one));
}
