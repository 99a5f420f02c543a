/**
 * A value with one id put in the place of another, wherever it stands: alone, within a key, in lists, as a field's name.
 * Ids are long and random, so no other text is ever meant. A list that would then name the same thing twice names it
 * once; a field that the new name already has keeps its old one, so that neither is lost.
 */
export function renamed<T>(value: T, from: string, to: string): T {
  const rename = (one: unknown): unknown => {
    if (typeof one === 'string') return one.replaceAll(from, to);
    if (Array.isArray(one)) {
      const after = one.map(rename);
      return after.some((each, i) => typeof each === 'string' && each !== one[i]) ? [...new Set(after)] : after;
    }
    if (one === null || typeof one !== 'object' || ArrayBuffer.isView(one) || one instanceof Set) return one;
    const nameOf = (name: string) => (Object.hasOwn(one, name.replaceAll(from, to)) ? name : name.replaceAll(from, to));
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [nameOf(name), rename(inner)]));
  };
  return rename(value) as T;
}

/** Whether the id stands anywhere in the value. */
export const names = (value: unknown, id: string): boolean => JSON.stringify(value ?? null).includes(id);
