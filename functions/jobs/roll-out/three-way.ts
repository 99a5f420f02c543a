import { canonical } from '../../../shared/events/chain.ts';

export const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);

export type Three<T> = { ours: T; base: T | undefined; next: T };

/** What becomes of one field: what the template did not change stays, and so does what someone changed by hand. */
export function merged<V>(ours: V, base: V, next: V): V {
  if (same(base, next) || !same(ours, base)) return ours;
  return next;
}

/** A record with some of its fields merged; a field that the new version lacks goes. */
export function mergedFields<T extends object>(
  { ours, base, next }: Required<Three<T>>,
  names: readonly (keyof T)[],
): T {
  const changed = { ...ours };
  for (const name of names) {
    const value = merged(ours[name], base![name], next[name]);
    if (value === undefined) delete changed[name];
    else changed[name] = value;
  }
  return changed;
}

export const differing = <T extends object>(a: T, b: T, names: readonly (keyof T)[]): (keyof T)[] =>
  names.filter((name) => !same(a[name], b[name]));
