import type { ReadModel } from '../../shared/events/project.ts';
import type { Item, Key } from '../../shared/table/table.ts';
import { heldKinds } from '../held-kinds.ts';
import type { Look } from './held.ts';

/** What one person holds of one record: a row for each, so that all that someone holds is one query. */
export type HoldingRow = Key & {
  kind: string;
  of: Key;
  id: string;
  label: string;
  clientIds: readonly string[];
  parts: readonly { part: string; of?: string }[];
};

export const holdingsPk = (memberId: string): string => `HOLDS#${memberId}`;

/** What one person holds of a record. */
export const partsOf = ({ holdings }: Look, holder: string): HoldingRow['parts'] =>
  holdings.filter(({ memberId }) => memberId === holder).map(({ memberId: _, ...part }) => part);

function rowsOf(kind: string, record: Item, look: Look): (Item & HoldingRow)[] {
  const { pk, sk } = record;
  const { id, label, clientIds } = look;
  return [...new Set(look.holdings.map(({ memberId }) => memberId))].map((memberId) => ({
    pk: holdingsPk(memberId),
    sk: `${pk}#${sk}`,
    entity: 'holding',
    kind,
    of: { pk, sk },
    id,
    label,
    clientIds: [...clientIds],
    parts: partsOf(look, memberId),
  }));
}

export const holdingModels: readonly ReadModel[] = heldKinds.map(({ name, look }) => ({
  of: name,
  part: 'holdings',
  rows: (record: Item) => rowsOf(name, record, look(record)),
}));
