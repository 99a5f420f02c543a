import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { exactPk, type Party, soundPk } from './index-rows.ts';
import { compare, type Reason, reasons, soundsOf, wordsOf } from './names.ts';

/** A party whose name may be the one that was looked for. */
export type Match = { party: Party; found: string; former: boolean; why: Reason };

const mostWords = 5;
const aPage = 60;
/** A word that at most so many have tells something by itself. */
const few = 5;

const read = async (records: Records, pk: string, prefix?: string, limit = aPage) =>
  records.page({ pk, limit, ...(prefix !== undefined && { range: { prefix } }) });

/** Who has this word, and who has one that sounds like it: a page of each, however many there are. */
async function having(records: Records, word: string) {
  const codes = soundsOf(word);
  const [same, ...alike] = await Promise.all([
    read(records, soundPk(codes[0]!), `${word}#`),
    ...codes.map((code) => read(records, soundPk(code))),
  ]);
  const items = [same, ...alike].flatMap((page) => page!.items) as (Item & Party)[];
  const holders = new Set(same!.items.map((item) => item.of));
  return { word, items, isCommon: same!.next !== undefined, isRare: same!.next === undefined && holders.size <= few };
}

function best({ names, ...party }: Party, searched: string, isRare: (word: string) => boolean): Match | undefined {
  const matches = names.flatMap(({ name, former }): Match[] => {
    const why = compare(searched, name, isRare);
    return why ? [{ party: { names, ...party }, found: name, former, why }] : [];
  });
  return matches.toSorted(byRank)[0];
}

const byRank = (a: Match, b: Match) =>
  reasons.indexOf(a.why) - reasons.indexOf(b.why) || Number(a.former) - Number(b.former);

/** Those who have exactly this name, whichever words it is made of: they are one query, and never crowded out. */
export async function namedExactly(records: Records, name: string): Promise<Party[]> {
  const { items } = await read(records, exactPk(name), undefined, 20);
  return items as unknown as Party[];
}

/** Everyone in the records whose name may be this one, best first, at the same cost in a firm of any size. */
export async function candidates(records: Records, name: string) {
  const words = wordsOf(name)
    .words.toSorted((a, b) => b.length - a.length)
    .slice(0, mostWords);
  const [exact, ...pages] = await Promise.all([
    read(records, exactPk(name)),
    ...words.map((word) => having(records, word)),
  ]);
  const rare = new Set(pages.filter((page) => page.isRare).map(({ word }) => word));
  const parties = [...(exact.items as (Item & Party)[]), ...pages.flatMap(({ items }) => items)];
  const each = new Map(parties.map((party) => [party.of, party]));
  const matches = [...each.values()].flatMap((party) => best(party, name, (word) => rare.has(word)) ?? []);
  return {
    matches: matches.toSorted(byRank),
    common: pages.filter(({ isCommon }) => isCommon).map(({ word }) => word),
    more: exact.next !== undefined,
  };
}
