import type { Tables } from './tables.ts';
import { fromRow, type Version, type VersionRow } from './version.ts';

type Page<Item> = {
  items: Item[];
  prefixes: string[];
  /** The last thing of a page that others follow: an item, or the prefix that stands for many. */
  next?: { item?: Item; prefix?: string } | undefined;
};

type Asked = {
  prefix: string;
  delimiter: string;
  max: number;
  /** The prefix that the page before ended with; what it stands for is over. */
  after: string;
};

/** One page of what is sorted by key and begins no later than the prefix. Stops reading where the page ends. */
export function pageOf<Item extends { key: string }>(items: Iterable<Item>, asked: Asked): Page<Item> {
  const { prefix, delimiter, max, after } = asked;
  const page: Page<Item> = { items: [], prefixes: [] };
  let last: Page<Item>['next'];
  if (max === 0) return page;
  for (const item of items) {
    if (!item.key.startsWith(prefix)) break;
    const end = delimiter ? item.key.indexOf(delimiter, prefix.length) : -1;
    const group = end < 0 ? undefined : item.key.slice(0, end + delimiter.length);
    if (group !== undefined && (group === after || group === page.prefixes.at(-1))) continue;
    if (page.items.length + page.prefixes.length === max) return { ...page, next: last };
    if (group === undefined) page.items.push(item);
    else page.prefixes.push(group);
    last = group === undefined ? { item } : { prefix: group };
  }
  return page;
}

function* versionsFrom(rows: Iterable<VersionRow>): Generator<Version> {
  for (const row of rows) yield fromRow(row);
}

/** The objects of a bucket from a key on, as a listing sees them: the latest version of each, no delete markers. */
export function objectsAfter(tables: Tables, bucket: string, after: string, prefix: string): Iterable<Version> {
  return versionsFrom(
    tables.each<VersionRow>(
      'SELECT * FROM s3_versions WHERE bucket = ? AND latest = 1 AND blob IS NOT NULL AND key > ? AND key >= ? ORDER BY key',
      bucket,
      after,
      prefix,
    ),
  );
}

/**
 * The place of a version or an upload among those of its key. It carries the sequence number, because whoever empties
 * a bucket page by page has deleted what the marker names before asking for the next page.
 */
export const markerOf = (id: string, seq: number) => `${id}.${seq}`;

export function readMarker(marker: string | null | undefined): [id: string, seq: number | undefined] {
  const [id = '', seq] = (marker ?? '').split('.');
  return [id, seq === undefined ? undefined : Number(seq)];
}

/** Every version and delete marker, the newest of a key first, from the given place on. */
export function versionsAfter(
  tables: Tables,
  bucket: string,
  after: { key: string; versionId?: string | null },
  prefix: string,
): Iterable<Version> {
  const [versionId, seq] = readMarker(after.versionId);
  const marker = tables.one<{ seq: number }>(
    'SELECT seq FROM s3_versions WHERE bucket = ? AND key = ? AND version = ?',
    bucket,
    after.key,
    versionId,
  );
  return versionsFrom(
    tables.each<VersionRow>(
      'SELECT * FROM s3_versions WHERE bucket = ? AND (key > ? OR (key = ? AND seq < ?)) AND key >= ? ORDER BY key, seq DESC',
      bucket,
      after.key,
      after.key,
      seq ?? marker?.seq ?? 0,
      prefix,
    ),
  );
}
