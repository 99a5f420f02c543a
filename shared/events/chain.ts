import { createHash } from 'node:crypto';
import type { Right } from '../table/fields.ts';
import type { Item, Key } from '../table/table.ts';

/** One field before and after; null where it was not there. */
export type Change = [before: unknown, after: unknown];
/** What changed: by record (its sk), by field. */
export type Changes = Record<string, Record<string, Change>>;

/** Which right it takes to see what changed: by record (its sk), by field. */
export type RightsTaken = Record<string, Record<string, Right>>;

/** A fact: what happened to one aggregate. Only `changes` and `salt` may ever be erased; the hash does not cover them. */
export type Event = Key & {
  entity: 'event';
  id: string;
  type: string;
  at: string;
  actor: string;
  requestId: string;
  /** The number of this event in its aggregate's chain, from 1. */
  seq: number;
  /** The records to look at again, by sk. */
  on: string[];
  clientId?: string;
  /** Only where the event belongs to more than one client. */
  clientIds?: string[];
  /** Whom alone it is for. */
  privateTo?: string;
  /** Each record's version and salted digest after this event, so that an altered record is found. */
  records: Record<string, { version: number; digest: string }>;
  /** After an erasure: every event up to this number has lost its content, rightly. */
  erases?: number;
  digest: string;
  prevHash: string;
  hash: string;
  /** Where something of `changes` is not for everyone who may read the event. */
  rights?: RightsTaken;
  changes?: Changes;
  salt?: string;
};

/** Where a chain stands: what the next event continues. */
export type Tail = { pk: string; seq: number; hash: string };

export const sha256 = (...parts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
};

/**
 * JSON with sorted keys and nothing undefined: the same text for the same stored value (RFC 8785 for what a table item
 * can hold). A number beyond what the application writes comes back from the table as a bigint.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value))
    return `[${value
      .filter((one) => one !== undefined)
      .map(canonical)
      .join(',')}]`;
  if (typeof value === 'bigint') return value.toString();
  // Nothing of ours is stored as one: it must not look like an empty object.
  if (value instanceof Set) return `<${[...value].map(canonical).toSorted().join(',')}>`;
  if (ArrayBuffer.isView(value))
    return `<${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}>`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}

const eventPrefix = '~EVENT#';

/** Events sort behind every record of their partition: reads of records end at `sk < '~'`. */
export const eventKey = (pk: string, seq: number): Key => ({
  pk,
  sk: `${eventPrefix}${String(seq).padStart(10, '0')}`,
});
export const isEvent = (item: Key): item is Event => item.sk.startsWith(eventPrefix);
export const eventRange = { prefix: eventPrefix };

/** The tail of a chain that has no event yet. */
export const start = (pk: string): Tail => ({ pk, seq: 0, hash: sha256(pk) });

export const digestOf = (salt: string, value: unknown): string => sha256(salt, canonical(value));

/** Covers everything of the event but what may be erased, and itself. */
export function hashOf({
  changes: _,
  salt: _salt,
  hash: _hash,
  ...facts
}: Omit<Event, 'hash'> & { hash?: string }): string {
  return sha256(canonical(facts));
}

export type Fact = Pick<Event, 'id' | 'type' | 'at' | 'actor' | 'requestId'> & {
  clientIds: readonly string[];
  changes: Changes;
  rights?: RightsTaken;
  /** The records as they are stored after this event. */
  items: readonly Item[];
  /** Records told of that did not change. */
  about: readonly string[];
  privateTo?: string | undefined;
  erases?: number | undefined;
};

/** The next event of a chain. `salt` is 128 random bits: it keeps the digests from being guessed once the content is erased. */
export function append(tail: Tail, fact: Fact, salt: string): Event {
  const { clientIds, changes, rights = {}, items, about, privateTo, erases, ...who } = fact;
  const seq = tail.seq + 1;
  const records = Object.fromEntries(
    items.map((item) => [item.sk, { version: item.version as number, digest: digestOf(salt, item) }]),
  );
  const event = {
    ...eventKey(tail.pk, seq),
    entity: 'event' as const,
    ...who,
    seq,
    on: [...new Set([...Object.keys(records), ...about])],
    records,
    ...(erases !== undefined && { erases }),
    ...(Object.keys(rights).length > 0 && { rights }),
    ...(clientIds[0] !== undefined && { clientId: clientIds[0] }),
    ...(clientIds.length > 1 && { clientIds: [...clientIds] }),
    ...(privateTo !== undefined && { privateTo }),
    digest: digestOf(salt, changes),
    prevHash: tail.hash,
    ...eventIndexes(who.at, who.id, clientIds[0]),
  };
  return { ...event, changes, salt, hash: hashOf(event) };
}

/** Events by day (UTC) and by client, in the order in which they happened. */
export const eventIndexes = (at: string, id: string, clientId?: string) => ({
  byDayPk: dayKey(at),
  byDaySk: `${at}#${id}`,
  ...(clientId !== undefined && { byClientEventsPk: clientEventsKey(clientId), byClientEventsSk: `${at}#${id}` }),
});

export const dayKey = (at: string): string => `DAY#${at.slice(0, 10)}`;
export const clientEventsKey = (clientId: string): string => `CLIENT#${clientId}`;
