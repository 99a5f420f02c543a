import * as z from 'zod';
import { forbidden, invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import type { Circumstances, Loading, Outcome } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { startBatch } from '../batches/store.ts';
import { importEvent } from './events.ts';
import { hashOfFile, type ImportFiles } from './files.ts';
import { type Import, ImportView, listedSkipped, view } from './import.ts';
import { Preview } from './preview.ts';
import { nameless, type Sheet } from './sheet.ts';
import { imports } from './store.ts';

export type Filing = { table: Table; files: ImportFiles };

const Started = z.object({ dryRun: z.literal(false), import: ImportView }).meta({ id: 'ImportStarted' });
export const Answer = z.discriminatedUnion('dryRun', [Preview, Started]);

/** Enough for a person who tries until the file is right. */
export const limit = { per: 'person', times: 120, seconds: 3600 } as const;

/** A file as it was sent, kept until its rows are done. */
export type Sent = { sheet: Sheet; rows: number; sha256: string; bytes: number };

export async function keepFile(
  bytes: Uint8Array,
  { sheet, rows }: Pick<Sent, 'sheet' | 'rows'>,
  { files }: Loading<Filing>,
): Promise<Sent> {
  const sha256 = hashOfFile(bytes);
  await files.keep(sha256, bytes);
  return { sheet, rows, sha256, bytes: bytes.length };
}

/** A dry run shows what stands in the columns, so that they can be told apart; an import has to know whom it is about. */
export function checkNamed({ isNamed }: Sheet): void {
  if (!isNamed) throw invalid(nameless);
}

export function checkRows(rows: readonly unknown[]): void {
  if (rows.length === 0) throw invalid({ path: 'body.file', message: 'There is no row below the headings' });
}

type Asked = Pick<Import, 'of' | 'fileName' | 'mapping' | 'lifecycle'> & {
  batch: string;
  headings: Import['headings'] | undefined;
};

/** The import with the work that it is. */
export function started(
  { batch, fileName, headings, ...asked }: Asked,
  { sheet, rows, sha256, bytes }: Sent,
  { caller, now, newId }: Pick<Circumstances<unknown>, 'caller' | 'now' | 'newId'>,
): Outcome<z.input<typeof Answer>> {
  const id = newId('import');
  const batchId = newId('batch');
  const write = imports.create({
    id,
    batchId,
    ...asked,
    ...(headings !== undefined && { headings }),
    fileName,
    sha256,
    bytes,
    source: sheet.source,
    rows,
    skipped: listedSkipped(sheet.skipped),
    startedBy: caller.id,
    startedAt: now,
  });
  const title = `Import of ${fileName}`.slice(0, 200);
  const work = { kind: batch, title, startedBy: caller.id, given: { importId: id }, total: rows };
  return {
    write: [importEvent('import.started', start(write.item.pk), [write]), startBatch(work, batchId, now)],
    answer: { dryRun: false, import: view(write.after as Stored<Import>) },
    location: `/v1/imports/${id}`,
  };
}

/** Who sees chosen clients only would not see those of a file. */
export function checkSeesAll({ caller }: Pick<Circumstances<unknown>, 'caller'>): void {
  if (caller.scope.only) throw forbidden('You see chosen clients only, and would not see those of the file');
}
