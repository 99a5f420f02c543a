import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { eventKey } from '../../shared/events/chain.ts';
import type { Cursors } from '../../shared/table/cursors.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item, Sweep, Table } from '../../shared/table/table.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import { type Checked, checkChain, type Finding, type Head, isBookkeeping } from './chain-check.ts';
import { brokenSeal, type Seal } from './seal.ts';
import type { Seals } from './seal-store.ts';

/** What verification reads with: the table as it is, past every rule of the application. */
export type Verifying = { table: Table; sweep: Sweep; seals: Seals; cursors: Cursors };

export const Verdict = z
  .object({
    verdict: z.enum(['intact', 'broken']),
    says: z.string(),
    checked: z.object({ chains: z.int(), events: z.int(), records: z.int(), erased: z.int(), seals: z.int() }),
    finding: z
      .object({
        chain: z.string(),
        what: z.string(),
        seq: z.int().optional(),
        record: z.string().optional(),
        says: z.string(),
      })
      .optional(),
    /** Events up to here are also secured against being cut off. */
    sealedThrough: z.string().optional(),
    next: z.string().optional(),
  })
  .meta({ id: 'Verdict' });

type Counts = z.output<typeof Verdict>['checked'];

/** How far a verification has come: through the table, then through the heads that the seals know. */
type Progress = { counts: Counts; from?: Item | undefined; skip?: string | undefined; head?: number };

const patience = 8_000;
const purpose = 'verify';
const nothing: Counts = { chains: 0, events: 0, records: 0, erased: 0, seals: 0 };

export async function partition(table: Table, pk: string): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await table.query({ pk, strong: true, from });
    items.push(...page.items);
    from = page.last;
  } while (from);
  return items;
}

export function headsOf(seals: readonly Seal[]): Map<string, Head> {
  return new Map(seals.flatMap(({ heads }) => Object.entries(heads)));
}

const mostReads = 12;

/**
 * A write may fall between two reads of a chain that is being written: only what is found twice in the same way is a
 * finding. What one read tore apart, the next has whole.
 */
export async function checkPartition(
  table: Table,
  pk: string,
  sealed: Head | undefined,
  items?: readonly Item[],
): Promise<Checked> {
  let { finding, ...counts } = checkChain(pk, items ?? (await partition(table, pk)), sealed);
  for (let read = 1; finding && read < mostReads; read++) {
    const before = JSON.stringify(finding);
    ({ finding, ...counts } = checkChain(pk, await partition(table, pk), sealed));
    if (finding && JSON.stringify(finding) === before) return { ...counts, finding };
  }
  return counts;
}

function add(counts: Counts, { events, records, erased }: Checked): void {
  counts.chains += events > 0 ? 1 : 0;
  counts.events += events;
  counts.records += records;
  counts.erased += erased;
}

function groups(items: readonly Item[]): Map<string, Item[]> {
  const byPk = new Map<string, Item[]>();
  for (const item of items) byPk.set(item.pk, [...(byPk.get(item.pk) ?? []), item]);
  return byPk;
}

/** One page of the table: the partitions that end in it as they were read, the one that goes on beyond it read whole. */
async function sweepPage(
  { table, sweep }: Verifying,
  progress: Progress,
  heads: Map<string, Head>,
): Promise<Finding | undefined> {
  const page = await sweep({ from: progress.from });
  const found = groups(page.items.filter((item) => item.pk !== progress.skip && !isBookkeeping(item)));
  const unfinished = page.last && page.items.at(-1)!.pk;
  for (const [pk, items] of found) {
    const checked = await checkPartition(table, pk, heads.get(pk), pk === unfinished ? undefined : items);
    add(progress.counts, checked);
    if (checked.finding) return checked.finding;
  }
  progress.from = page.last;
  progress.skip = unfinished;
  if (!page.last) progress.head = 0;
  return undefined;
}

/** Whole chains may have been removed: every sealed head must still be there. */
async function headsPage(
  { table }: Verifying,
  progress: Progress,
  heads: Map<string, Head>,
): Promise<Finding | undefined> {
  const some = [...heads].slice(progress.head, progress.head! + 100);
  const there = await table.getMany(some.map(([pk, { seq }]) => eventKey(pk, seq)));
  const missing = some.find(([pk, { seq }]) => !there.some((item) => item.pk === pk && item.seq === seq));
  progress.head! += some.length;
  if (missing) return (await checkPartition(table, missing[0], missing[1])).finding;
  return undefined;
}

function answer(counts: Counts, seals: readonly Seal[], finding?: Finding, next?: string): z.output<typeof Verdict> {
  const sealed = seals.at(-1);
  const erased = counts.erased > 0 ? `, ${counts.erased} erased` : '';
  return {
    verdict: finding ? 'broken' : 'intact',
    says: finding
      ? `${finding.says} (${finding.chain})`
      : `Intact${next === undefined ? '' : ' so far'}: ${counts.events} events${erased}`,
    checked: counts,
    ...(finding && { finding }),
    ...(sealed && { sealedThrough: sealed.through }),
    ...(next !== undefined && { next }),
  };
}

/** The chains of one client: its own and those of its people. */
async function verifyClient(
  { table, records }: Verifying & { records: Records },
  clientId: string,
  seals: readonly Seal[],
) {
  const key = clients.key(clientId);
  const { pk } = key;
  // Nothing is read by its schema here: what was altered need not follow one.
  if ((await records.items([key])).length === 0) throw notFound('client', clientId);
  const heads = headsOf(seals);
  const { sk: prefix } = contactLinks.key({ clientId, contactId: '' });
  const links = await table.query({ pk, range: { prefix } });
  const chains = [pk, ...links.items.map(({ sk }) => contacts.key(sk.slice(prefix.length)).pk)];
  const counts = { ...nothing, seals: seals.length };
  for (const chain of chains) {
    const checked = await checkPartition(table, chain, heads.get(chain));
    add(counts, checked);
    if (checked.finding) return answer(counts, seals, checked.finding);
  }
  return answer(counts, seals);
}

/** Verifies for some seconds: everything, or one client; `next` is where to go on. */
export async function verifySome(
  from: Verifying & { records: Records },
  { clientId, cursor }: { clientId?: string | undefined; cursor?: string | undefined },
): Promise<z.output<typeof Verdict>> {
  // Nobody who may not verify makes the table be read through.
  await from.records.reader();
  const seals = await from.seals.all();
  const [meddled] = await from.seals.meddled();
  if (meddled !== undefined)
    return answer(nothing, seals, {
      chain: 'seals',
      what: 'event altered',
      says: `Something was put over ${meddled}, or it was hidden`,
    });
  const odd = brokenSeal(seals);
  if (odd)
    return answer(nothing, seals, {
      chain: 'seals',
      what: 'event altered',
      says: `The seal of ${odd.through} does not continue the one before`,
    });
  if (clientId !== undefined) return verifyClient(from, clientId, seals);

  const heads = headsOf(seals);
  const opened = cursor === undefined ? undefined : await from.cursors.open(cursor, purpose);
  const progress: Progress = opened ? (opened as unknown as Progress) : { counts: { ...nothing, seals: seals.length } };
  const until = performance.now() + patience;
  for (;;) {
    const finding = await (progress.head === undefined ? sweepPage : headsPage)(from, progress, heads);
    if (finding) return answer(progress.counts, seals, finding);
    if (progress.head !== undefined && progress.head >= heads.size) return answer(progress.counts, seals);
    if (performance.now() > until) {
      const next = await from.cursors.seal(progress as unknown as Item, purpose);
      return answer(progress.counts, seals, undefined, next);
    }
  }
}
