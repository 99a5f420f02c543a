import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../errors.ts';
import { Busy, type Item, type Key, keyOf, nameOf, type Table, type Write, WriteRefused } from '../table/table.ts';
import { append, type Changes, type Event, type RightsTaken } from './chain.ts';
import { changesOf, revision, rightsTaken } from './changes.ts';
import { pause } from './pause.ts';
import type { Decided } from './types.ts';

/** Who writes, when, and why: the part of every event that the rules do not decide. */
export type Author = {
  actor: string;
  at: string;
  requestId: string;
  /** Stable over the tries of one use case: by it a lost answer is recognised. */
  eventIds: (index: number) => string;
};

/** Lost a race. Nothing was written: load and decide again. */
export class Lost extends Error {
  override name = 'Lost';
}

/** The item that an optional guard of the transaction found in its place (the idempotency record of an earlier call). */
export class Found extends Error {
  override name = 'Found';
  readonly item: Item;
  constructor(item: Item) {
    super('Done before');
    this.item = item;
  }
}

const limits = { items: 100, bytes: 4_000_000, itemBytes: 400_000, eventBytes: 32_000 };

const bytesOf = (item: Item) => Buffer.byteLength(JSON.stringify(item));

/** Where it stands who holds a value that only one record may hold. */
export const uniqueKey = (key: string): Key => ({ pk: `UNIQUE#${key}`, sk: 'UNIQUE' });

/** Whom alone an event is for: what happens to what someone keeps for themself is theirs too. */
const privateIn = ({ privateTo, records }: Decided): string | undefined =>
  privateTo ?? records.flatMap(({ item }) => (typeof item.privateTo === 'string' ? item.privateTo : []))[0];

function eventOf(decided: Decided, author: Author, index: number): { event: Event; kept: Item[] } {
  const changes: Changes = structuredClone(decided.tell ?? {});
  const rights: RightsTaken = structuredClone(decided.rights ?? {});
  const kept: Item[] = [];
  const privateTo = privateIn(decided);
  for (const record of decided.records) {
    const { fields, kept: texts } = record.tells ? { fields: record.tells, kept: {} } : changesOf(record);
    changes[record.item.sk] = { ...changes[record.item.sk], ...fields };
    const taken = { ...rights[record.item.sk], ...rightsTaken(record.entity.rights, changes[record.item.sk]!) };
    if (Object.keys(taken).length > 0) rights[record.item.sk] = taken;
    const old = revision(record, texts);
    if (old) kept.push({ ...old, ...(privateTo !== undefined && { privateTo }) });
  }
  const clientIds = [...new Set([...(decided.clientIds ?? []), ...decided.records.flatMap((one) => one.clientIds)])];
  const event = append(
    decided.tail,
    {
      id: author.eventIds(index),
      type: decided.type,
      at: author.at,
      actor: author.actor,
      requestId: author.requestId,
      clientIds,
      changes,
      rights,
      about: decided.about ?? [],
      privateTo,
      erases: decided.erases,
      items: decided.records.map((record) => record.item),
    },
    randomBytes(16).toString('base64url'),
  );
  if (bytesOf(event) > limits.eventBytes)
    throw new DomainError('too-large', 'This changes too much at once; split it into several changes');
  return { event, kept };
}

type Named = Write & {
  because: 'event' | 'record' | 'unique' | 'kept' | 'check' | 'also' | 'guard';
  says?: string;
  field?: string;
};

function writesOf(decided: Decided, author: Author, index: number): Named[] {
  const { event, kept } = eventOf(decided, author, index);
  return [
    { put: event, if: 'absent', because: 'event' },
    ...kept.map((item): Named => ({
      put: item,
      if: 'absent',
      because: 'kept',
    })),
    ...(decided.provided ?? []).map((check): Named => ({ ...check, because: 'check' })),
    ...(decided.also ?? []).map((write): Named => ({ ...write, because: 'also' })),
    ...decided.records.flatMap(({ item, before, claims, releases }): Named[] => [
      {
        put: item,
        if: before && before.version > 0 ? { is: { version: before.version } } : 'absent',
        because: 'record',
      },
      ...releases.map(({ key }): Named => ({
        remove: uniqueKey(key),
        if: { is: { holder: item.pk } },
        because: 'unique',
      })),
      ...claims.map(({ key, says, field }): Named => ({
        put: { ...uniqueKey(key), entity: 'unique', holder: item.pk },
        if: 'absent',
        because: 'unique',
        says,
        field,
      })),
    ]),
  ];
}

/**
 * DynamoDB refuses two operations on one item: a release and a claim of the same key become a put under the old holder,
 * a check of what is put is the put's own condition.
 */
function merged(writes: readonly Named[]): Named[] {
  const byKey = new Map<string, Named>();
  for (const write of writes) {
    const { pk, sk } = keyOf(write);
    const name = nameOf({ pk, sk });
    const other = byKey.get(name);
    if (!other) byKey.set(name, write);
    else if ('put' in write && 'remove' in other) byKey.set(name, { ...write, if: other.if });
    else if ('put' in other && 'remove' in write) byKey.set(name, { ...other, if: write.if });
    else if ('put' in write && 'check' in other) byKey.set(name, write);
    else if ('check' in write && ('put' in other || isDeepStrictEqual(other, write))) byKey.set(name, other);
    else throw new Error(`Two writes of ${pk} ${sk} in one transaction`);
  }
  return [...byKey.values()];
}

function checkSize(writes: readonly Named[]): void {
  if (writes.length > limits.items)
    throw new Error(`A transaction takes ${limits.items} items, this use case makes ${writes.length}`);
  const sizes = writes.map((write) => ('put' in write ? bytesOf(write.put) : 200));
  if (Math.max(...sizes) > limits.itemBytes)
    throw new DomainError('too-large', 'This is more than one record can hold; take something away first');
  if (sizes.reduce((sum, size) => sum + size, 0) > limits.bytes)
    throw new DomainError('too-large', 'This is more than one change can hold; split it');
}

/** Explains a refused transaction: done already, done by someone before, a value taken, or a race to run again. */
function explain(refused: WriteRefused, writes: readonly Named[]): 'done' | Error {
  const told = writes.map((write, i) => ({ write, refusal: refused.refusals[i] }));
  const found = (because: Named['because']) =>
    told.find(({ write, refusal }) => write.because === because && refusal?.why === 'condition');
  const event = found('event');
  if (event?.refusal?.why === 'condition' && 'put' in event.write && event.refusal.found?.id === event.write.put.id)
    return 'done';
  const guard = found('guard');
  if (guard?.refusal?.why === 'condition' && guard.refusal.found) return new Found(guard.refusal.found);
  // A taken value tells only against the present: if the chain moved on, the rules look again first.
  const taken = found('unique');
  if (taken?.write.says && !event && !found('record') && !found('check'))
    return new DomainError('conflict', taken.write.says, { field: taken.write.field });
  return new Lost('Something changed meanwhile');
}

/**
 * The only way to change the table: one transaction of the new records, one event per aggregate, uniqueness claims
 * and, where given, a guard that must be absent. Throws Lost (load and decide again), Found (the guard's item),
 * DomainError `conflict` (a unique value is taken) or `too-large`.
 */
export async function write(table: Table, decided: readonly Decided[], author: Author, guard?: Write): Promise<void> {
  const happened = happenedOf(decided);
  if (happened.length === 0) return;
  const writes = merged([
    ...happened.flatMap((one, index) => writesOf(one, author, index)),
    ...(guard ? [{ ...guard, because: 'guard' as const }] : []),
  ]);
  checkSize(writes);
  const plain = writes.map(({ because: _, says: _says, field: _field, ...one }) => one as Write);
  let lostAnswer: unknown;
  for (let attempt = 0; attempt < tries; attempt++) {
    try {
      return await table.write(plain);
    } catch (error) {
      // The answer was lost: the same transaction again tells whether it was committed. While the table is busy it does
      // not tell: the first try may still be under way, and to decide again would do everything twice.
      if (isLostAnswer(error)) lostAnswer = error;
      else if (lostAnswer === undefined || !isBusy(error)) {
        const why = outcome(error, writes);
        if (why === 'done') return;
        throw why;
      }
      await pause(attempt);
    }
  }
  throw lostAnswer;
}

/** What changed nothing and tells nothing has not happened. */
export const happenedOf = (decided: readonly Decided[]): Decided[] =>
  decided.flatMap((one) => {
    const records = one.records.filter((record) => !record.unchanged);
    const tells = records.length > 0 || one.tell !== undefined || one.about !== undefined;
    return tells ? [{ ...one, records }] : [];
  });

const tries = 10;

function outcome(error: unknown, writes: readonly Named[]): unknown {
  if (error instanceof WriteRefused) return explain(error, writes);
  return error instanceof Busy ? new Lost(error.message) : error;
}

const isBusy = (error: unknown): boolean =>
  error instanceof Busy ||
  (error instanceof WriteRefused && error.refusals.every((refusal) => refusal?.why !== 'condition'));

const lostAnswers =
  /^(TimeoutError|AbortError|InternalServerError|ServiceUnavailable|TransactionInProgressException)$|ECONNRESET|ETIMEDOUT|EPIPE|socket hang up/;

const isLostAnswer = (error: unknown): boolean =>
  error instanceof Error && (lostAnswers.test(error.name) || lostAnswers.test(error.message));
