import type * as z from 'zod';

const unique = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

const isEmpty = (value: unknown) =>
  value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);

/**
 * A record with these values: what is undefined stays; what is null goes, and so does an empty list, except where the
 * record always has one. A list says each thing once.
 */
export function put<T extends object>(
  record: T,
  values: { [K in keyof T]?: T[K] | null | undefined },
  always: readonly (keyof T)[] = [],
): T {
  const changed = { ...record } as Record<string, unknown>;
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!always.includes(name as keyof T) && isEmpty(value)) delete changed[name];
    else changed[name] = Array.isArray(value) ? unique(value) : value;
  }
  return changed as T;
}

/** Fields that null takes away. */
export const nullable = <S extends Record<string, z.ZodType>>(shape: S) =>
  Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.nullable()])) as unknown as {
    [K in keyof S]: z.ZodNullable<S[K]>;
  };
