import type * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { canonical } from '../../shared/events/chain.ts';

/** A field in which both had something and only one can stay in the record; the other stays in the history. */
export type Difference = { field: string; kept: unknown; other: unknown };

const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/** What stands in both lists is told by its id where it has one, else by what it says. */
const identity = (one: unknown) => {
  if (typeof one === 'string') return one.toLowerCase();
  const { id } = one as { id?: unknown };
  return typeof id === 'string' ? id : canonical(one);
};

function joined(first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const known = new Set(first.map(identity));
  return [...first, ...second.filter((one) => !known.has(identity(one)))];
}

export type Treated = {
  /** Fields that are nobody's to take over, or for which there is a rule of their own. */
  apart: ReadonlySet<string>;
  /** Fields by name whose parts are filled up one by one, such as the firm's own fields. */
  filled: ReadonlySet<string>;
};

/**
 * Two records of one thing as one: lists are joined, what the first lacks it takes from the second, and where both have
 * something the first is kept and the difference told. It knows no field by name, so that none is forgotten.
 */
export function combine<T extends object>(first: T, second: T, { apart, filled }: Treated) {
  const combined = { ...first } as Record<string, unknown>;
  const differences: Difference[] = [];
  const differ = (field: string, kept: unknown, other: unknown) => {
    if (canonical(kept) !== canonical(other)) differences.push({ field, kept, other });
  };
  for (const [field, other] of Object.entries(second)) {
    const kept = combined[field];
    if (apart.has(field) || isNothing(other)) continue;
    if (isNothing(kept)) combined[field] = other;
    else if (Array.isArray(kept) && Array.isArray(other)) combined[field] = joined(kept, other);
    else if (filled.has(field)) {
      combined[field] = { ...other, ...(kept as object) };
      for (const [name, value] of Object.entries(kept as object))
        if (name in other) differ(`${field}.${name}`, value, (other as Record<string, unknown>)[name]);
    } else differ(field, kept, other);
  }
  return { combined: combined as T, differences };
}

/** A field with a rule of its own, where both have another value in it. */
export const differing = (field: string, kept: string | undefined, other: string | undefined): Difference[] =>
  kept === undefined || other === undefined || kept === other ? [] : [{ field, kept, other }];

/** The name that the other one had, as one more by which they are found. */
export function alsoCalled(name: string, { formerNames = [] }: { formerNames?: string[] }, other: string) {
  const isKnown = [name, ...formerNames].some((one) => one.toLowerCase() === other.toLowerCase());
  return isKnown ? {} : { formerNames: [...formerNames, other] };
}

/** Lists have their limits, and two together may pass one. */
export function within<T>(schema: z.ZodType, merged: T): T {
  const { error } = schema.safeParse(merged);
  if (!error) return merged;
  const { path, message } = error.issues[0]!;
  throw broken(`Together they have too much for one record: ${path.join('.')}, ${message}`, { field: String(path[0]) });
}
