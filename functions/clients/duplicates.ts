import type { Records } from '../../shared/table/records.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { type Alike, alikeKeys, alikePk, type Reason, reasons } from './alike.ts';

export type Duplicate = { kind: 'client' | 'contact'; id: string; name: string; detail: string; why: Reason[] };
/** `hidden`: more was found where the caller may not look. */
export type Duplicates = { items: Duplicate[]; hidden: boolean };

type Row = { id: string; title: string; detail: string; why: Reason; clientIds: readonly string[] };

const mostOfAKey = 10;
const most = 20;

/** Who has the same name is called alike in every other way too. */
const telling = (why: readonly Reason[]) =>
  why.includes('name') ? why.filter((one) => one !== 'nickname' && one !== 'sound') : [...why];

const strength = ({ why }: Duplicate) => Math.min(...why.map((one) => reasons.indexOf(one))) * 10 - why.length;

/**
 * Who is there already, by what they have in common with what was typed. It must find what stands behind a wall too, and
 * tells of that only that it is there: `all` reads past the walls, `records` knows them.
 */
export async function duplicatesOf(
  records: Records,
  all: Records,
  kind: 'client' | 'contact',
  alike: Alike,
  { self, isWanted = () => true }: { self?: string; isWanted?: (why: readonly Reason[]) => boolean } = {},
): Promise<Duplicates> {
  const keys = alikeKeys(alike);
  const [reader, ...pages] = await Promise.all([
    records.reader(),
    ...keys.map((key) => all.page({ pk: alikePk(kind, key), limit: mostOfAKey })),
  ]);
  const found = new Map<string, Row & { reasons: Reason[] }>();
  for (const row of pages.flatMap(({ items }) => items as unknown as Row[])) {
    const { reasons: before = [] } = found.get(row.id) ?? {};
    if (row.id !== self) found.set(row.id, { ...row, reasons: [...new Set([...before, row.why])] });
  }
  const wanted = [...found.values()].filter((one) => isWanted(one.reasons));
  const visible = wanted.filter(({ clientIds }) => mayRead(reader, clientIds));
  return {
    items: visible
      .map(({ id, title, detail, reasons: why }): Duplicate => ({ kind, id, name: title, detail, why: telling(why) }))
      .toSorted((a, b) => strength(a) - strength(b))
      .slice(0, most),
    hidden: visible.length < wanted.length,
  };
}

/** Who shares no more than a telephone is of one household or office; who is called alike as well may be one person. */
export const isMoreThanAPhone = (why: readonly Reason[]): boolean => why.some((one) => one !== 'phone');
