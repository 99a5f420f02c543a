import { importEvent } from '../../functions/imports/events.ts';
import { imports } from '../../functions/imports/store.ts';
import { startBatch } from '../../functions/batches/store.ts';
import { start } from '../../shared/events/chain.ts';
import { newId } from '../../shared/ids.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';
import { ofTasks } from './jobs.ts';
import { aTemplate } from './templates.ts';

let made = 0;

/** Rows that no file had before. */
const rowOf = (n: number) =>
  `"Customer ${100_000 + n}, LLC",303-555-0101,office${100_000 + n}@customer.example,Ann Lee`;
function fileOf(rows: number, heading = 'Client,Phone,Email,Contact'): { name: string; content: string } {
  const lines = Array.from({ length: rows }, () => rowOf(made++));
  return { name: 'clients.csv', content: Buffer.from([heading, ...lines].join('\r\n')).toString('base64') };
}

/** An import under way, as the call that starts one writes it. */
async function anImport({ make, founder }: Scene) {
  const [id, batchId] = [newId('import'), newId('batch')];
  const write = imports.create({
    id,
    batchId,
    of: 'clients',
    fileName: 'clients.csv',
    sha256: '0'.repeat(64),
    bytes: 10_000,
    source: 'other',
    mapping: {},
    lifecycle: 'active',
    rows: 100,
    skipped: [],
    startedBy: founder,
    startedAt: afterwards,
  });
  const asked = {
    kind: 'import-clients',
    title: 'Import of clients.csv',
    startedBy: founder,
    given: { importId: id },
    total: 100,
  };
  await make.save(
    [importEvent('import.started', start(write.item.pk), [write]), startBatch(asked, batchId, afterwards)],
    afterwards,
  );
  return { params: { importId: id } };
}

/** One row about the client that changes are made to, and a template of theirs. */
async function workOf(scene: Scene, heading: string, cells: string): Promise<{ name: string; content: string }> {
  const content = ofTasks(20, {}, heading.includes('Service') ? { period: 'month' } : {});
  await aTemplate(scene, { content });
  const text = `${heading}\n${800_000 + scene.size},${content.key},${cells}`;
  return { name: 'work.csv', content: Buffer.from(text).toString('base64') };
}

/** Headings of nothing that is known, each said to be ignored. */
const ignored = Array.from({ length: 190 }, (_, i) => `${'漢'.repeat(60)}${100 + i}`);

export const importCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/imports/clients',
    when: 'a dry run of 100 rows, all new',
    request: () => ({ body: { file: fileOf(100), dryRun: true } }),
  },
  {
    route: 'POST /v1/imports/clients',
    when: '100 rows',
    request: () => ({ body: { file: fileOf(100), dryRun: false } }),
  },
  {
    route: 'POST /v1/imports/close-calendar',
    when: 'a dry run of one row, new',
    growsWith: 'the team',
    request: async (scene) => ({
      body: { file: await workOf(scene, 'Client no,Service,Who,Frequency,Day', 'Young Colleague,monthly,10') },
    }),
  },
  {
    route: 'POST /v1/imports/jobs',
    when: 'a dry run of one row, new',
    growsWith: 'the team',
    request: async (scene) => ({
      body: { file: await workOf(scene, 'Client no,Template,Who,Start,Stage', ',11/2/2026,active') },
    }),
  },
  { route: 'GET /v1/imports', when: 'the last one', request: () => ({ query: { limit: '1' } }) },
  { route: 'GET /v1/imports/{importId}', request: anImport },
  { route: 'GET /v1/imports/{importId}/rows', when: 'before the first row', request: anImport },
  {
    route: 'POST /v1/imports/clients',
    worst: true,
    request: () => ({
      body: {
        file: {
          ...fileOf(1000, ['Client', 'Phone', 'Email', 'Contact', ...ignored].join(',')),
          name: '漢'.repeat(200),
        },
        mapping: Object.fromEntries(ignored.map((heading) => [heading, 'ignore'])),
        dryRun: false,
      },
      headers: { 'idempotency-key': 'k'.repeat(190) + String(1_000_000 + made++) },
    }),
  },
  ...(['close-calendar', 'jobs'] as const).map((of): BenchCall => ({
    route: `POST /v1/imports/${of}`,
    worst: true,
    request: () => ({
      body: {
        file: {
          ...fileOf(1000, ['Client', 'Service', 'Title', 'Who', ...ignored].join(',')),
          name: '漢'.repeat(200),
        },
        mapping: Object.fromEntries(ignored.map((heading) => [heading, 'ignore'])),
        dryRun: false,
      },
      headers: { 'idempotency-key': 'k'.repeat(190) + String(1_000_000 + made++) },
    }),
  })),
];
