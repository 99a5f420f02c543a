import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { atomically } from '../store.ts';
import type { Blob, Blobs } from './blobs.ts';
import type { Algorithm, Checksum, ChecksumType } from './checksums.ts';
import { S3Error } from './error.ts';
import { readMarker } from './listing.ts';
import type { Headers } from './signature.ts';
import type { Tables } from './tables.ts';

export type Upload = {
  seq: number;
  id: string;
  bucket: string;
  key: string;
  /** The headers of its creation: they become the object's. */
  headers: Headers;
  algorithm?: Algorithm | undefined;
  type?: ChecksumType | undefined;
  created: number;
};
export type Part = { number: number; blob: string; size: number; etag: string; checksum: Checksum; created: number };
export type Uploads = ReturnType<typeof openUploads>;

type UploadRow = Omit<Upload, 'headers' | 'algorithm' | 'type'> & {
  headers: string;
  algorithm: Algorithm | null;
  type: ChecksumType | null;
};
type PartRow = Omit<Part, 'checksum'> & { checksum: string };

const fromRow = (row: UploadRow): Upload => ({
  ...row,
  headers: JSON.parse(row.headers) as Headers,
  algorithm: row.algorithm ?? undefined,
  type: row.type ?? undefined,
});
const partFromRow = (row: PartRow): Part => ({ ...row, checksum: JSON.parse(row.checksum) as Checksum });

/** Multipart uploads that are neither completed nor aborted. */
export function openUploads(tables: Tables, blobs: Blobs, clock: Clock) {
  function get(id: string, bucket: string, key: string): Upload {
    const row = tables.one<UploadRow>(
      'SELECT * FROM s3_uploads WHERE id = ? AND bucket = ? AND key = ?',
      id,
      bucket,
      key,
    );
    if (!row)
      throw new S3Error(404, 'NoSuchUpload', 'The upload does not exist; it may have been aborted or completed.');
    return fromRow(row);
  }

  const parts = (id: string) =>
    tables.all<PartRow>('SELECT * FROM s3_parts WHERE upload = ? ORDER BY number', id).map(partFromRow);

  /** Ends the upload within the caller's transaction; its blobs are for the caller to remove. */
  function end(upload: Upload): string[] {
    get(upload.id, upload.bucket, upload.key);
    const names = parts(upload.id).map((part) => part.blob);
    tables.run('DELETE FROM s3_parts WHERE upload = ?', upload.id);
    tables.run('DELETE FROM s3_uploads WHERE id = ?', upload.id);
    return names;
  }

  function savePart(upload: Upload, part: Omit<Part, 'blob' | 'size' | 'etag'> & { blob: Blob }): string | null {
    const { number, blob, checksum, created } = part;
    get(upload.id, upload.bucket, upload.key);
    const replaced = parts(upload.id).find((before) => before.number === number);
    tables.run(
      'INSERT OR REPLACE INTO s3_parts(upload, number, blob, size, etag, checksum, created) VALUES(?,?,?,?,?,?,?)',
      upload.id,
      number,
      blob.name,
      blob.size,
      blob.md5,
      JSON.stringify(checksum),
      created,
    );
    return replaced?.blob ?? null;
  }

  return {
    get,
    parts,
    end,

    create(upload: Omit<Upload, 'seq' | 'id' | 'created'>): string {
      const id = randomUUID();
      tables.run(
        'INSERT INTO s3_uploads(id, bucket, key, headers, algorithm, type, created) VALUES(?,?,?,?,?,?,?)',
        id,
        upload.bucket,
        upload.key,
        JSON.stringify(upload.headers),
        upload.algorithm ?? null,
        upload.type ?? null,
        clock.now(),
      );
      return id;
    },

    /** A part sent again replaces the one before; when the upload is gone, so is the blob. Answers with its time. */
    putPart(upload: Upload, number: number, blob: Blob, checksum: Checksum): number {
      const created = clock.now();
      try {
        blobs.remove([atomically(tables.store, () => savePart(upload, { number, blob, checksum, created }))]);
        return created;
      } catch (error) {
        blobs.remove([blob.name]);
        throw error;
      }
    },

    abort(upload: Upload): void {
      blobs.remove(atomically(tables.store, () => end(upload)));
    },

    /** Sorted by key, then by age, after the given place. */
    *after(bucket: string, key: string, id: string | null, prefix: string): Generator<Upload> {
      const [known, seq] = readMarker(id);
      const marker = tables.one<{ seq: number }>('SELECT seq FROM s3_uploads WHERE id = ?', known);
      const rows = tables.each<UploadRow>(
        'SELECT * FROM s3_uploads WHERE bucket = ? AND (key > ? OR (key = ? AND seq > ?)) AND key >= ? ORDER BY key, seq',
        bucket,
        key,
        key,
        seq ?? marker?.seq ?? Number.MAX_SAFE_INTEGER,
        prefix,
      );
      for (const row of rows) yield fromRow(row);
    },
  };
}
