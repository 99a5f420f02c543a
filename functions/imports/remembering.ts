import { start } from '../../shared/events/chain.ts';
import type { Records } from '../../shared/table/records.ts';

/**
 * The table for a dry run: many rows ask the same of it, and each thing is read once. Nothing is written afterwards, so
 * no chain is looked at.
 */
export function remembering(records: Records): Records {
  const answers = new Map<string, Promise<unknown>>();
  const once = <T>(read: () => Promise<T>, ...asked: unknown[]): Promise<T> => {
    const what = JSON.stringify(asked);
    const had = answers.get(what) as Promise<T> | undefined;
    const answer = had ?? read();
    if (!had) answers.set(what, answer);
    return answer;
  };
  return {
    ...records,
    get: (entity, id) => once(() => records.get(entity, id), 'get', entity.name, id),
    find: (entity, id) => once(() => records.find(entity, id), 'find', entity.name, id),
    present: (entity, id) => once(() => records.present(entity, id), 'present', entity.name, id),
    page: (query, cursor) => once(() => records.page(query, cursor), 'page', query, cursor),
    items: (keys) => once(() => records.items(keys), 'items', keys),
    tail: async (pk) => start(pk),
  };
}
