import { invalid } from '../../shared/errors.ts';

/**
 * A list as it is sent, whole: what has an id is an entry that stood in it before, what has none is new and is given
 * one, so that whatever points to an entry still finds it after the list was changed.
 */
export function withIds<T extends { id?: string | undefined }>(
  field: string,
  had: readonly { id: string }[],
  given: readonly T[],
  newId: () => string,
): (T & { id: string })[] {
  const left = new Set(had.map(({ id }) => id));
  return given.map((entry, i) => {
    if (entry.id === undefined) return { ...entry, id: newId() };
    if (!left.delete(entry.id))
      throw invalid({
        path: `body.${field}.${i}.id`,
        message: 'No other entry of this list has this id; leave it out',
      });
    return { ...entry, id: entry.id };
  });
}

/** A time in which something holds; either end may be open. */
export const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }): boolean =>
  from === undefined || until === undefined || from <= until;
export const outOfOrder = { path: ['until'], message: 'Must not lie before `from`' };
