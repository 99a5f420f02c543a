import { digestOf, type Event, hashOf, isEvent, sha256 } from '../../shared/events/chain.ts';
import { hashOfText, revisionKey } from '../../shared/events/changes.ts';
import type { Item } from '../../shared/table/table.ts';

/** What a chain's head was when it was sealed. */
export type Head = { seq: number; hash: string };

/** The first thing found that the application did not do. */
export type Finding = {
  chain: string;
  what: 'event altered' | 'event removed' | 'event added' | 'record altered' | 'record removed' | 'record added';
  /** The event it was seen at: the altered one, the missing number, or the last that wrote the record. */
  seq?: number;
  record?: string;
  says: string;
};

export type Checked = { events: number; records: number; erased: number; finding?: Finding };

type Expected = { version: number; digest: string; seq: number; salt?: string | undefined };

/**
 * Kept by named functions without an event; none of it is the truth about anything. docs/table.md lists them, and a test
 * goes by that list. Beside records it stands behind all of them: no record is read from there.
 */
const bookkeeping = /^(?:WORKFLOW$|~)/;
const bookkeepingPartitions =
  /^(?:LIMIT|SEARCH|LIST|ALIKE|IDEMPOTENCY|UNIQUE|SECRET|TOTAL|FEES|HOLDS|RELATED|PARTY|MENTION|PAID-BY|DUE|JOBS|JOBS-OF-SERIES|WAITING|GRID|NOTICES|RECURRING|REMINDED|PORTAL-SESSION|RECEIPT|SENT|THREADS-READ|IN-FOLDER|DOCUMENT-WORDS|INBOUND|MAILED)(?:#|$)/;

/** Whether it stands beside the records of its partition, and is none of them. */
export const standsBeside = (sk: string): boolean => bookkeeping.test(sk);

export const isBookkeeping = ({ pk }: Pick<Item, 'pk'>): boolean => bookkeepingPartitions.test(pk);

function checkEvent(event: Event, index: number, prev: string, erasable: boolean): Finding | undefined {
  const at = { chain: event.pk, seq: index + 1 };
  if (event.seq > index + 1) return { ...at, what: 'event removed', says: `Event ${index + 1} is missing` };
  if (event.seq < index + 1) return { ...at, what: 'event added', says: `Event ${event.seq} is there twice` };
  if (event.prevHash !== prev)
    return { ...at, what: 'event altered', says: `Event ${event.seq} does not continue the one before` };
  if (hashOf(event) !== event.hash) return { ...at, what: 'event altered', says: `Event ${event.seq} was altered` };
  if (event.changes && event.salt !== undefined && digestOf(event.salt, event.changes) === event.digest)
    return undefined;
  if (!event.changes && event.salt === undefined && erasable) return undefined;
  return { ...at, what: 'event altered', says: `What event ${event.seq} tells was altered or taken away` };
}

function checkSeal(pk: string, events: readonly Event[], sealed: Head | undefined): Finding | undefined {
  if (!sealed) return undefined;
  const event = events[sealed.seq - 1];
  if (!event)
    return {
      chain: pk,
      what: 'event removed',
      seq: events.length + 1,
      says: `Event ${events.length + 1} is missing: ${sealed.seq} were sealed`,
    };
  if (event.hash === sealed.hash) return undefined;
  return {
    chain: pk,
    what: 'event altered',
    seq: sealed.seq,
    says: `Event ${sealed.seq} is not the one that was sealed`,
  };
}

function expectedRecords(events: readonly Event[]): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const { seq, records, salt } of events)
    for (const [sk, record] of Object.entries(records)) expected.set(sk, { ...record, seq, salt });
  return expected;
}

function checkRecords(
  pk: string,
  records: readonly Item[],
  expected: ReadonlyMap<string, Expected>,
): Finding | undefined {
  const seen = new Set(records.map((record) => record.sk));
  for (const [sk, { seq }] of expected)
    if (!seen.has(sk))
      return { chain: pk, what: 'record removed', seq, record: sk, says: `${sk}, written by event ${seq}, is missing` };
  for (const record of records) {
    const known = expected.get(record.sk);
    const at = { chain: pk, record: record.sk };
    if (!known) return { ...at, what: 'record added', says: `No event tells of ${record.sk}` };
    // The salt is gone where the event was erased: then only the version can be compared.
    const same =
      known.version === record.version && (known.salt === undefined || digestOf(known.salt, record) === known.digest);
    if (!same)
      return {
        ...at,
        what: 'record altered',
        seq: known.seq,
        says: `${record.sk} is not as event ${known.seq} left it`,
      };
  }
  return undefined;
}

/**
 * The latest erasure that a chain tells of: every event up to it is rightly without content. Only of a record that was
 * erased, and only of what came before: anyone could append another claim.
 */
function erasedUpTo(events: readonly Event[], records: readonly Item[]): number {
  if (!records.some(({ erasedAt, partlyErasedAt }) => (erasedAt ?? partlyErasedAt) !== undefined)) return 0;
  return Math.max(
    0,
    ...events.map(({ type, seq, erases = 0 }) => (type.endsWith('.erased') && erases < seq ? erases : 0)),
  );
}

/** A replaced text as an event refers to it. */
type Reference = { sha256: string; revision: number };
const isReference = (value: unknown): value is Reference =>
  value !== null && typeof value === 'object' && 'sha256' in value && 'revision' in value;

/** The texts that later ones replaced are kept beside their records; the events know their hashes. */
function checkRevisions(pk: string, events: readonly Event[], items: readonly Item[]): Finding | undefined {
  const kept = new Map(items.map((item) => [item.sk, item.fields as Record<string, unknown> | undefined]));
  for (const { seq, changes = {} } of events)
    for (const [sk, fields] of Object.entries(changes))
      for (const [name, [before]] of Object.entries(fields)) {
        if (!isReference(before)) continue;
        const text = kept.get(revisionKey(sk, before.revision))?.[name];
        if (text !== undefined && hashOfText(text) === before.sha256) continue;
        const what = text === undefined ? 'record removed' : 'record altered';
        return { chain: pk, what, seq, record: sk, says: `The text of ${sk} before event ${seq} is not as it was` };
      }
  return undefined;
}

/** Recomputes one partition: its chain from the first event, what the seals know of it, and its records against the chain. */
export function checkChain(pk: string, items: readonly Item[], sealed?: Head): Checked {
  const events = items.filter(isEvent).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  const records = items.filter((item) => !isEvent(item) && !standsBeside(item.sk));
  const erasedTo = erasedUpTo(events, records);
  const counts = {
    events: events.length,
    records: records.length,
    erased: events.filter((event) => !event.changes).length,
  };
  let prev = sha256(pk);
  for (const [index, event] of events.entries()) {
    const finding = checkEvent(event, index, prev, event.seq <= erasedTo);
    if (finding) return { ...counts, finding };
    prev = event.hash;
  }
  const finding =
    checkSeal(pk, events, sealed) ??
    checkRecords(pk, records, expectedRecords(events)) ??
    checkRevisions(
      pk,
      events.filter((event) => event.seq > erasedTo),
      items,
    );
  return { ...counts, ...(finding && { finding }) };
}
