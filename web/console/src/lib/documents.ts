import {
  type InfiniteData,
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { DocumentPatch } from '../../../../functions/documents/document.ts';
import type { Move } from '../../../../functions/documents/moving.ts';
import type { DocumentView } from '../../../../functions/documents/view.ts';
import { type Page, patch, post, read } from './http.ts';

export type Document = z.output<typeof DocumentView>;
export type DocumentChange = z.input<typeof DocumentPatch>;
export type FoundDocument = Document & { clientName: string; path: string[] };

const everySecondOrSo = 1_500;
const patience = 10 * 60_000;

const isOnItsWay = ({ status, statusAt }: Document) =>
  ['expected', 'arrived', 'checking'].includes(status) && Date.now() - Date.parse(statusAt) < patience;

/** Which of a client's documents: all, those of one folder, those in none, or those in the trash. */
export type Place = 'all' | 'none' | 'trash' | `fol_${string}`;

const listKey = (clientId: string) => ['documents', 'list', { clientId }] as const;

/** Newest first; looked at again as long as one of them is on its way. */
const pagesOf = (of: object, path: string, query: { folder?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', of],
    queryFn: ({ pageParam }) => read<Page<Document>>(path, { ...query, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(isOnItsWay)) ? everySecondOrSo : false,
  });

/** Of a client; in a folder by name. */
export const documentsQuery = (clientId: string, place: Place = 'all') =>
  pagesOf(
    { clientId, place },
    `/v1/clients/${clientId}/${place === 'trash' ? 'trash' : 'documents'}`,
    place === 'all' || place === 'trash' ? {} : { folder: place },
  );

export const jobDocumentsQuery = (jobId: string) => pagesOf({ jobId }, `/v1/jobs/${jobId}/documents`);

export const documentQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['documents', 'one', { id }],
    queryFn: () => read<Document>(`/v1/documents/${id}`),
    enabled: id !== undefined,
  });

/** Of all clients, what someone is to decide on; who waits longest first. */
export const heldDocumentsQuery = infiniteQueryOptions({
  queryKey: ['documents', 'held'],
  queryFn: ({ pageParam }) => read<Page<Document>>('/v1/documents/held', { limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

const shortest = 2;

/** Documents whose names and tags have words that begin as those typed, of one client or of all. */
export const findDocumentsQuery = (clientId: string | undefined, typed: string, limit = 50) =>
  queryOptions({
    queryKey: ['documents', 'found', { clientId, typed, limit }],
    queryFn: async () => (await read<{ items: FoundDocument[] }>('/v1/documents', { q: typed, clientId, limit })).items,
    enabled: typed.length >= shortest,
  });

/** What is kept of a list. */
type Listed = InfiniteData<Page<Document>, string | undefined>;

type Act =
  | { change: DocumentChange }
  | { decide: 'release' | 'reject' | 'hold' | 'lift-hold'; reason: string }
  | { do: 'trash' | 'restore' | 'seal' };

/** What follows for what is shown, once something is done with a document. */
export function documentActs(queries: QueryClient, { id, clientId, version }: Document) {
  return mutationOptions({
    mutationFn: (act: Act) => {
      if ('change' in act) return patch<Document>(`/v1/documents/${id}`, act.change, version);
      if ('do' in act) return post<Document>(`/v1/documents/${id}/${act.do}`, undefined, { version });
      return post<Document>(`/v1/documents/${id}/${act.decide}`, { reason: act.reason }, { version });
    },
    onSuccess: (document, act) => {
      if ('do' in act && act.do !== 'seal') return queries.invalidateQueries({ queryKey: ['documents'] });
      queries.setQueriesData<Listed>({ queryKey: listKey(clientId) }, (list) => {
        const pages = list?.pages.map((page) => ({
          ...page,
          items: page.items.map((one) => (one.id === id ? document : one)),
        }));
        return list && pages && { ...list, pages };
      });
      if ('decide' in act) void queries.invalidateQueries({ queryKey: heldDocumentsQuery.queryKey });
      queries.setQueryData(documentQuery(id).queryKey, document);
      return queries.invalidateQueries({ queryKey: ['documents', 'found'] });
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['documents'] }),
  });
}

/** A document said anew, or what was held decided on: the row shows it at once. */
export const useDocumentAct = (document: Document) => useMutation(documentActs(useQueryClient(), document));

export type Moving = z.input<typeof Move>;

/** Documents put into a folder, or out of every folder. */
export function useMove(clientId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: Moving) => post<{ items: Document[] }>(`/v1/clients/${clientId}/documents/move`, move),
    onSettled: () => queries.invalidateQueries({ queryKey: ['documents'] }),
  });
}

/** Several thrown away one after the other; the first that cannot go says why, and those before it are gone. */
export function useTrashMany() {
  const queries = useQueryClient();
  const each = async (what: 'trash' | 'restore', all: readonly Pick<Document, 'id'>[]) => {
    for (const { id } of all) await post(`/v1/documents/${id}/${what}`);
  };
  return useMutation({
    mutationFn: ({ what, all }: { what: 'trash' | 'restore'; all: readonly Pick<Document, 'id'>[] }) => each(what, all),
    onSettled: () => queries.invalidateQueries({ queryKey: ['documents'] }),
  });
}
