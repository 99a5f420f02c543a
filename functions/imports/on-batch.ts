import * as z from 'zod';
import { leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { kindsOf, type Step, type Working } from '../batches/kind.ts';
import type { Sensitive } from '../clients/sensitive.ts';
import { apply } from './apply.ts';
import { hashOfFile, type ImportFiles } from './files.ts';
import type { Import } from './import.ts';
import { look, readyToChange } from './look.ts';
import { type Action, plan, type Plan } from './plan.ts';
import type { Settled } from './settle.ts';
import { imports } from './store.ts';
import { type Read, readTable } from './table-of.ts';

export type Importing = Sensitive & { files: Pick<ImportFiles, 'read'> };
type From = Working<Importing>;

export const outcomes = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  refused: 'refused',
} as const satisfies Record<Action, string>;

/** The file as it was sent. */
export async function bytesFor({ sha256 }: Import, { files }: From): Promise<Uint8Array> {
  const bytes = await files.read(sha256);
  if (!bytes || hashOfFile(bytes) !== sha256)
    throw new Error(`The file ${sha256} of an import is not there as it was sent`);
  return bytes;
}

async function readFile(one: Import, from: From): Promise<Read> {
  return readTable(from.records, await bytesFor(one, from), one);
}

/** Reading a file takes longer than importing a row of it: the one under way is kept. */
export function keeping<R>(readAnew: (one: Import, from: From) => Promise<R>) {
  let kept: { id: string; read: Promise<R> } | undefined;
  return (one: Import, from: From): Promise<R> => {
    if (kept?.id === one.id) return kept.read;
    const read = readAnew(one, from);
    kept = { id: one.id, read };
    read.catch(() => (kept = undefined));
    return read;
  };
}

export const head = ({ row, name }: Pick<Settled, 'row' | 'name'>) => ({ label: name || `Row ${row}` });

function asStep(
  one: Settled,
  { action, why, notes, changes }: Plan,
  clientIds: readonly string[],
  write: Step['write'],
): Step {
  return {
    ...head(one),
    ...(clientIds.length > 0 && { clientIds }),
    // Names of fields only: what they say stands in the client's history, which an erasure empties.
    about: {
      row: one.row,
      notes,
      changes: changes.map(({ field }) => field.split(' ')[0]!),
      ...(clientIds[0] && { clientId: clientIds[0] }),
    },
    outcome: outcomes[action],
    ...(why !== undefined && { why }),
    write,
  };
}

async function rowStep(
  one: Extract<Settled, { draft: unknown }>,
  { source, lifecycle = 'active' }: Import,
  from: From,
): Promise<Step> {
  const { records } = from;
  const reading = readyToChange(records);
  const [known] = await look(records, reading, [one], source);
  const planned = plan(one.draft, known!, { source, lifecycle });
  const clientIds = planned.clientIds ?? [];
  if (!planned.writes) return asStep(one, planned, clientIds, []);
  const { id, write } = await apply(planned, one.key, known!, { ...from, source, tails: reading.tails });
  return asStep(one, planned, [id], write);
}

/** Each row of a file is one transaction: the client, their people, and by what they are known again. */
export const importClients = () => {
  const readOnce = keeping(readFile);
  return kindsOf<Importing>()({
    kind: 'import-clients',
    allow: leads,
    given: z.object({ importId: Id('import') }),
    async step({ given }, position, from) {
      const one = await from.records.get(imports, given.importId);
      const { settled } = await readOnce(one, from);
      const row = settled[position];
      if (!row) return 'end';
      if ('draft' in row) return rowStep(row, one, from);
      const isTold = 'told' in row;
      const about = { row: row.row };
      return isTold
        ? { ...head(row), about, outcome: outcomes.unchanged, why: row.told, write: [] }
        : { ...head(row), about, outcome: outcomes.refused, why: row.refused, write: [] };
    },
  });
};
