import * as z from 'zod';
import { DomainError, invalid } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Lifecycle } from '../clients/client.ts';
import { Source } from './columns.ts';
import { Headings } from './headings.ts';
import { Target } from './target.ts';

export const mostBytes = 3 * 1024 * 1024;
/** The file as base64, and something for the rest of the call. */
export const bodyLimit = Math.ceil(mostBytes / 3) * 4 + 64 * 1024;
/** More lines that are no rows are counted, not listed. */
const mostSkipped = 500;

const Heading = z.string().trim().min(1).max(200);
const Mapping = z.record(Heading, Target);

/** What a file is of. */
export const imported = ['clients', 'close-calendar', 'jobs'] as const;
export const Of = z.enum(imported);
export type Of = z.output<typeof Of>;

const File = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** The bytes of the file in base64, 3 MB at most. */
  content: z.string().min(1),
});
/** Only tells what would happen. */
const dryRun = z.boolean().default(true);

export const NewImport = z
  .strictObject({
    file: File,
    /** Whose export it is; found out by the headings where it is not said. */
    source: Source.optional(),
    /** What columns are, by their headings; goes before what the source says of them. */
    mapping: Mapping.optional(),
    /** Where the headings stand, found out where it is not said; without any, columns are named A, B, C. */
    headings: Headings.optional(),
    /** The state of new clients where the file says nothing of it. */
    lifecycle: Lifecycle.default('active'),
    dryRun,
  })
  .meta({ id: 'NewImport' });
export type NewImport = z.output<typeof NewImport>;

/** A file of another kind: its columns are what their headings usually mean there, or what is said of them. */
export const newImportOf = <T extends z.ZodType<string>>(target: T, id: string) =>
  z
    .strictObject({ file: File, mapping: z.record(Heading, target).optional(), headings: Headings.optional(), dryRun })
    .meta({ id });

const Skipped = z.object({ row: z.int(), why: z.string() });

/** A file that is imported. The rows and what came of them stand in its batch. */
export const Import = z.object({
  id: Id('import'),
  of: Of.default('clients'),
  batchId: Id('batch'),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  source: Source,
  mapping: z.record(Heading, z.string()),
  headings: Headings.optional(),
  /** Of new clients. */
  lifecycle: Lifecycle.optional(),
  rows: z.int(),
  /** Lines that are no rows; the first five hundred of them. */
  skipped: z.array(Skipped),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
});
export type Import = z.output<typeof Import>;

export const ImportView = Import.omit({ sha256: true, mapping: true, headings: true })
  .extend({ version: z.int() })
  .meta({ id: 'Import' });

export const view = ({ sha256: _, mapping: _mapping, headings: _headings, ...rest }: Stored<Import>) => rest;

/** The bytes of the file that was sent. */
export function bytesOf({ file: { content } }: Pick<NewImport, 'file'>): Uint8Array {
  const text = content.replace(/\s+/g, '');
  if (/[^A-Za-z0-9+/=]/.test(text)) throw invalid({ path: 'body.file.content', message: 'This is not base64' });
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > mostBytes)
    throw new DomainError('too-large', 'The file is larger than 3 MB; split it into several', { limit: mostBytes });
  return bytes;
}

export const listedSkipped = (skipped: readonly { row: number; why: string }[]) =>
  skipped.slice(0, mostSkipped).map(({ row, why }) => ({ row, why }));
