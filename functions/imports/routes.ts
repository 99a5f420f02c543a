import * as z from 'zod';
import { forbidden, invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { leads, type Loading, type Outcome, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Batch, BatchView, type Row, view as batchView } from '../batches/batch.ts';
import { lastRow, loadBatch, resultsOf, startBatch } from '../batches/store.ts';
import { importEvent } from './events.ts';
import { hashOfFile, type ImportFiles } from './files.ts';
import { bodyLimit, bytesOf, type Import, ImportView, listedSkipped, NewImport, view } from './import.ts';
import { outcomes } from './on-batch.ts';
import { lookAll, Preview, preview } from './preview.ts';
import { imports, listImports } from './store.ts';
import { checkMapping, readTable } from './table-of.ts';

export type Filing = { table: Table; files: ImportFiles };
const on = routesOf<Filing>();
const ById = z.object({ importId: Id('import') });
const RowOutcome = z.enum(Object.values(outcomes));

const Started = z.object({ dryRun: z.literal(false), import: ImportView }).meta({ id: 'ImportStarted' });
const Answer = z.discriminatedUnion('dryRun', [Preview, Started]);
const Progress = ImportView.extend({
  progress: BatchView.pick({ status: true, done: true, counts: true, current: true, why: true, endedAt: true }),
}).meta({ id: 'ImportProgress' });

const RowView = z
  .object({
    row: z.int(),
    name: z.string(),
    outcome: z.string(),
    why: z.string().optional(),
    clientId: z.string().optional(),
    /** The fields that were set. */
    changes: z.array(z.string()),
    notes: z.array(z.string()),
  })
  .meta({ id: 'ImportRow' });

const About = z.object({
  row: z.int().default(0),
  clientId: z.string().optional(),
  changes: z.array(z.string()).default([]),
  notes: z.array(z.string()).default([]),
});

function rowView({ label, outcome, why, about = {} }: Row): z.input<typeof RowView> {
  return { ...About.parse(about), name: label, outcome, ...(why !== undefined && { why }) };
}

async function loadFile(body: NewImport, { records, files }: Loading<Filing>) {
  const bytes = bytesOf(body);
  const read = await readTable(records, bytes, body);
  checkMapping(body.mapping, read);
  if (read.settled.length === 0) throw invalid({ path: 'body.file', message: 'There is no row below the headings' });
  if (body.dryRun) return { dryRun: true as const, ...(await lookAll(records, read)) };
  const sha256 = hashOfFile(bytes);
  await files.keep(sha256, bytes);
  return { dryRun: false as const, read, sha256, bytes: bytes.length };
}

type Sent = Extract<Awaited<ReturnType<typeof loadFile>>, { dryRun: false }>;

const begun = (
  { file, mapping, lifecycle }: NewImport,
  { read, sha256, bytes }: Sent,
): Omit<Import, 'id' | 'batchId' | 'startedBy' | 'startedAt'> => ({
  fileName: file.name,
  sha256,
  bytes,
  source: read.sheet.source,
  mapping: mapping ?? {},
  lifecycle,
  rows: read.settled.length,
  skipped: listedSkipped(read.sheet.skipped),
});

async function loadImport(importId: string, { records, table }: Loading<Filing>) {
  const one = await records.get(imports, importId);
  const [{ batch }, last] = await Promise.all([loadBatch(records, one.batchId), lastRow(table, one.batchId)]);
  return { one, batch, last };
}

export const importRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/imports/clients',
    summary: 'Import clients and their contacts from a CSV',
    description:
      'Takes exports of QuickBooks Online, Xero, Karbon and TaxDome, and any columns by a mapping. A dry run answers 200 with what would happen to each row and why; otherwise the answer is 202 and the rows are imported one by one, each with its own result. The same file again changes nothing.',
    allow: leads,
    limit: { per: 'person', times: 120, seconds: 3600 },
    bodyLimit,
    body: NewImport,
    status: 202,
    response: Answer,
    load: ({ body }, from) => loadFile(body, from),
    decide({ loaded, body, caller, now, newId }): Outcome<z.input<typeof Answer>> {
      if (caller.scope.only) throw forbidden('You see chosen clients only, and would not see those of the file');
      if (loaded.dryRun) return { write: [], answer: preview(loaded, body.lifecycle), status: 200 };
      const id = newId('import');
      const batchId = newId('batch');
      const write = imports.create({ id, batchId, ...begun(body, loaded), startedBy: caller.id, startedAt: now });
      const title = `Import of ${body.file.name}`.slice(0, 200);
      const asked = {
        kind: 'import-clients',
        title,
        startedBy: caller.id,
        given: { importId: id },
        total: loaded.read.settled.length,
      };
      return {
        write: [importEvent('import.started', start(write.item.pk), [write]), startBatch(asked, batchId, now)],
        answer: { dryRun: false, import: view(write.after as Stored<Import>) },
        location: `/v1/imports/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/imports',
    summary: 'The files that were imported, newest first',
    allow: leads,
    query: Paging,
    response: List(ImportView),
    load: ({ query }, { records }) => listImports(records, query.limit, query.cursor),
    answer: ({ loaded }) => ({ ...loaded, items: loaded.items.map(view) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/imports/{importId}',
    summary: 'How far an import has come, and which lines of the file are no rows',
    allow: leads,
    params: ById,
    response: Progress,
    load: ({ params }, from) => loadImport(params.importId, from),
    answer: ({ loaded: { one, batch, last }, caller }) => ({
      ...view(one),
      progress: batchView(batch as Stored<Batch>, last, caller),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/imports/{importId}/rows',
    summary: 'What came of each row, in the order of the file',
    description: 'Rows of clients that the caller may not see are left out. With a filter a page may be short.',
    allow: leads,
    params: ById,
    query: z.strictObject({ outcome: RowOutcome.optional(), ...paging }),
    response: List(RowView),
    async load({ params, query }, { records }) {
      const { batchId } = await records.get(imports, params.importId);
      return resultsOf(records, batchId, query.limit, query.cursor);
    },
    answer: ({ loaded: { items, ...rest }, query }) => ({
      ...rest,
      items: items.filter(({ outcome }) => query.outcome === undefined || outcome === query.outcome).map(rowView),
    }),
  }),
];
