import { createContext, useContext, useState } from 'react';

const day = 24 * 60 * 60_000;
const prefix = 'typed/';
/** Nobody is asked for it here, and it is not to lie about. */
const socialSecurityNumber = /\b\d{3}[- ]\d{2}[- ]\d{4}\b/;

export type Drafts = ReturnType<typeof draftsOf>;

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Of whoever lets no page keep anything on their device, nothing is kept. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/**
 * What a person typed and what has not come to the firm yet: for a day, on this device, so that it is there again also
 * in the tab that a mailed link opens. By places, each of them in what it belongs to.
 */
export function draftsOf(person: string, shelf: Shelf | undefined, now = Date.now) {
  const mine = `${prefix}${person}/`;
  const namesFrom = (start: string) =>
    Array.from({ length: shelf?.length ?? 0 }, (_, i) => shelf!.key(i) ?? '').filter((name) => name.startsWith(start));
  const valueAt = (name: string): unknown => {
    const kept = quietly(() => JSON.parse(shelf?.getItem(name) ?? 'null') as { at: number; value: unknown } | null);
    return kept && now() - kept.at < day ? kept.value : undefined;
  };
  const forget = (start: string) => namesFrom(start).forEach((name) => shelf?.removeItem(name));
  for (const name of namesFrom(prefix)) if (valueAt(name) === undefined) shelf?.removeItem(name);
  return {
    at: <T>(place: string) => valueAt(mine + place) as T | undefined,
    within: <T>(place: string) => {
      const start = `${mine}${place}/`;
      return namesFrom(start).map((name) => [name.slice(start.length), valueAt(name) as T] as const);
    },
    keep: (place: string, value: unknown): void => {
      const text = JSON.stringify({ at: now(), value });
      const isToBeKept = value !== undefined && !socialSecurityNumber.test(text);
      quietly(() => (isToBeKept ? shelf?.setItem(mine + place, text) : shelf?.removeItem(mine + place)));
    },
    /** Who signs out leaves nothing behind. */
    forgetAll: () => forget(mine),
  };
}

/** Of this browser. */
export const draftsHere = (person: string): Drafts =>
  draftsOf(
    person,
    quietly(() => localStorage),
  );

export const DraftsOfPerson = createContext<Drafts>(draftsOf('', undefined));
export const useDrafts = (): Drafts => useContext(DraftsOfPerson);

/** A field of which what is typed is kept until it was sent. */
export function useDraft(place: string) {
  const drafts = useDrafts();
  const [defaultValue] = useState(() => drafts.at<string>(place) ?? '');
  const onInput = ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
    drafts.keep(place, value === '' ? undefined : value);
  return { field: { defaultValue, onInput }, forget: () => drafts.keep(place, undefined) };
}
