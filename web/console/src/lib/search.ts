import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from './http.ts';
import { sayDetail } from './kinds.ts';

export type Hit = { kind: 'client' | 'contact'; id: string; title: string; detail: string };

type Found = { items: Hit[]; more: boolean };

const shortest = 2;

/** Of which clients, and of whose people. */
export type Narrowing = { lifecycle?: string; responsible?: string; member?: string; tag?: string };

/** What the firm's data has that begins with the words typed; whether that may not be all. */
export const foundQuery = (typed: string, limit = 20, of: Narrowing = {}) =>
  queryOptions({
    queryKey: ['search', typed.trim(), limit, of],
    queryFn: async () => {
      const { items, more } = await read<Found>('/v1/search', { q: typed.trim(), limit, ...of });
      return { items: items.map((hit) => ({ ...hit, detail: sayDetail(hit.detail) })), more };
    },
    enabled: typed.trim().length >= shortest,
    placeholderData: keepPreviousData,
  });

/** To choose from: who is not among them is found by further letters. */
export const searchQuery = (typed: string, limit?: number) =>
  queryOptions({ ...foundQuery(typed, limit), select: ({ items }: Found) => items });

/** To choose one of a kind from, of as many as a search answers: both kinds are among them. */
export const choiceQuery = (typed: string, of: Hit['kind']) =>
  queryOptions({
    ...foundQuery(typed, 50),
    select: ({ items, more }: Found) => ({ items: items.filter(({ kind }) => kind === of), more }),
  });

/** Where nothing is found to choose from. */
export const sayNoChoice = (typed: string, more: boolean | undefined, nobody: string): string => {
  if (typed.trim().length < shortest) return 'Type two letters or more';
  return more ? 'Type more letters: there may be more that begin so' : nobody;
};
