import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { worked } from './batches.ts';
import type { Answer, Call, FirmUnderTest } from './call.ts';

const files = join(import.meta.dirname, '..', 'functions', 'imports', 'files');

export const bytesOfFile = (name: string): Buffer => readFileSync(join(files, name));

/** A file as the API takes it. */
export const fileOf = (content: string | Uint8Array, name = 'clients.csv') => ({
  name,
  content: Buffer.from(content).toString('base64'),
});

/** A file that began to be imported by the administrator; nobody works on it. */
export async function anImport(
  { admin }: Pick<FirmUnderTest, 'admin'>,
  content = 'Name,Email\nMarchetti Farms,',
): Promise<string> {
  const reply = await admin.call('POST', '/v1/imports/clients', { body: { file: fileOf(content), dryRun: false } });
  if (reply.status !== 202) throw new Error(JSON.stringify(reply.body));
  return reply.body.import.id;
}

/** What a file is of; of clients, where it is not said. */
type Of = { of?: 'clients' | 'close-calendar' | 'jobs'; [more: string]: unknown };

/** What importing the file would come to. */
export async function dryRun(
  call: Call,
  content: string | Uint8Array,
  { of = 'clients', ...more }: Of = {},
): Promise<Answer> {
  const reply = await call('POST', `/v1/imports/${of}`, { body: { file: fileOf(content), dryRun: true, ...more } });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

/** Imports a file to its end and gives what came of it. */
export async function imported(
  firm: FirmUnderTest,
  content: string | Uint8Array,
  { of = 'clients', ...more }: Of = {},
  call: Call = firm.admin.call,
): Promise<{ id: string; counts: Answer; rows: Answer[] }> {
  const started = await call('POST', `/v1/imports/${of}`, {
    body: { file: fileOf(content), dryRun: false, ...more },
  });
  if (started.status !== 202) throw new Error(JSON.stringify(started.body));
  const { id, batchId } = started.body.import;
  await worked(firm, batchId);
  return { id, ...(await resultOf(call, id)) };
}

export async function resultOf(call: Call, id: string): Promise<{ counts: Answer; rows: Answer[] }> {
  const { body } = await call('GET', `/v1/imports/${id}`);
  const rows: Answer[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('GET', `/v1/imports/${id}/rows`, {
      query: { limit: '100', ...(cursor !== undefined && { cursor }) },
    });
    rows.push(...page.body.items);
    cursor = page.body.next;
  } while (cursor !== undefined);
  return { counts: body.progress.counts, rows };
}
