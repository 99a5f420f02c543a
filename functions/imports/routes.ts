import * as z from 'zod';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { leads, type Loading, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Batch, BatchView, type Row, view as batchView } from '../batches/batch.ts';
import { lastRow, loadBatch, resultsOf } from '../batches/store.ts';
import { bodyLimit, bytesOf, ImportView, NewImport, view } from './import.ts';
import { outcomes } from './on-batch.ts';
import { lookAll, preview } from './preview.ts';
import { Answer, checkNamed, checkRows, checkSeesAll, type Filing, keepFile, limit, started } from './starting.ts';
import { imports, listImports } from './store.ts';
import { checkMapping, readTable } from './table-of.ts';

const on = routesOf<Filing>();
const ById = z.object({ importId: Id('import') });
const RowOutcome = z.enum(Object.values(outcomes));

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
    jobId: z.string().optional(),
    seriesId: z.string().optional(),
    /** The fields that were set. */
    changes: z.array(z.string()),
    notes: z.array(z.string()),
  })
  .meta({ id: 'ImportRow' });

const About = z.object({
  row: z.int().default(0),
  clientId: z.string().optional(),
  jobId: z.string().optional(),
  seriesId: z.string().optional(),
  changes: z.array(z.string()).default([]),
  notes: z.array(z.string()).default([]),
});

function rowView({ label, outcome, why, about = {} }: Row): z.input<typeof RowView> {
  return { ...About.parse(about), name: label, outcome, ...(why !== undefined && { why }) };
}

async function loadFile(body: NewImport, from: Loading<Filing>) {
  const bytes = bytesOf(body);
  const read = await readTable(from.records, bytes, body);
  checkMapping(body.mapping, read);
  checkRows(read.settled);
  if (body.dryRun) return { dryRun: true as const, ...(await lookAll(from.records, read)) };
  checkNamed(read.sheet);
  return {
    dryRun: false as const,
    sent: await keepFile(bytes, { sheet: read.sheet, rows: read.settled.length }, from),
  };
}

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
      'Takes exports of QuickBooks Online, Xero, Karbon and TaxDome, and any columns by a mapping. The row of the headings is found out where `headings` does not say it; it is false where there are none, and columns are A, B, C. What stands above the headings is told in `skipped`. A dry run answers 200 with the columns found, sample cells of each, and what would happen to each row and why; where no column is known as the client’s name, with a `fault` that says so; otherwise the answer is 202 and the rows are imported one by one, each with its own result. The same file again changes nothing.',
    allow: leads,
    limit,
    bodyLimit,
    body: NewImport,
    status: 202,
    response: Answer,
    load: ({ body }, from) => loadFile(body, from),
    decide({ loaded, body, ...how }) {
      checkSeesAll(how);
      if (loaded.dryRun) return { write: [], answer: preview(loaded, body.lifecycle), status: 200 };
      const { file, mapping = {}, headings, lifecycle } = body;
      const asked = {
        of: 'clients',
        batch: 'import-clients',
        fileName: file.name,
        mapping,
        headings,
        lifecycle,
      } as const;
      return started(asked, loaded.sent, how);
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
