import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from './http.ts';
import { sayDetail } from './kinds.ts';

export type Hit = { kind: 'client' | 'contact'; id: string; title: string; detail: string };

const shortest = 2;

/** Of which clients, and of whose people. */
export type Narrowing = { lifecycle?: string; responsible?: string; member?: string; tag?: string };

/** What the firm's data has that begins with the words typed. */
export const searchQuery = (typed: string, limit = 20, of: Narrowing = {}) =>
  queryOptions({
    queryKey: ['search', typed.trim(), limit, of],
    queryFn: async () => {
      const { items } = await read<{ items: Hit[] }>('/v1/search', { q: typed.trim(), limit, ...of });
      return items.map((hit) => ({ ...hit, detail: sayDetail(hit.detail) }));
    },
    enabled: typed.trim().length >= shortest,
    placeholderData: keepPreviousData,
  });
