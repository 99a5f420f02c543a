/** The same to whoever reads it: the API keeps no blanks around what is typed. */
export const isSame = (a: unknown, b: unknown): boolean => asSent(a) === asSent(b);

const asSent = (value: unknown) =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? one.trim() : one));

/** What was opened from a list, as the list has it now. What is gone from there stays as it was seen. */
export const asListed = <T extends { id: string }>(list: readonly T[] = [], seen: T): T =>
  list.find(({ id }) => id === seen.id) ?? seen;

/** A field that two people changed, and what the other one wrote. */
export type Clash = { name: string; theirs: unknown };

/**
 * What someone typed over a record, put over what a colleague has made of the record meanwhile: each keeps the fields that
 * only they changed. Where both changed one, what is typed stays, and it is told.
 */
export function rebased<V extends object>(before: V, mine: V, theirs: V): { values: V; clashes: Clash[] } {
  const names = Object.keys({ ...before, ...mine, ...theirs }) as (keyof V & string)[];
  const isTheirs = (name: keyof V) => isSame(before[name], mine[name]);
  const isMine = (name: keyof V) => isSame(before[name], theirs[name]);
  return {
    values: { ...mine, ...Object.fromEntries(names.filter(isTheirs).map((name) => [name, theirs[name]])) },
    clashes: names
      .filter((name) => !isTheirs(name) && !isMine(name) && !isSame(mine[name], theirs[name]))
      .map((name) => ({ name, theirs: theirs[name] })),
  };
}
