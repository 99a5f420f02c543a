type Dated = { id: string; at: string };
/** Newest first, as far as it was read. */
type Known<T> = { items: readonly T[]; isWhole: boolean };

const oldest = ({ items, isWhole }: Known<Dated>): string => (isWhole ? '' : (items.at(-1)?.at ?? '9'));

/** Two lists as one, newest first, as far back as both are known: whatever comes later would stand among the rest. */
export function inOrder<A extends Dated, B extends Dated>(a: Known<A>, b: Known<B>): (A | B)[] {
  const from = [oldest(a), oldest(b)].toSorted()[1]!;
  return [...a.items, ...b.items].filter(({ at }) => at >= from).toSorted((x, y) => (x.at > y.at ? -1 : 1));
}
