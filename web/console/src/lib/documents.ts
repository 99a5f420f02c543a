import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { DocumentPatch } from '../../../../functions/documents/document.ts';
import type { DocumentView } from '../../../../functions/documents/view.ts';
import { type Page, patch, post, read } from './http.ts';

export type Document = z.output<typeof DocumentView>;
export type DocumentChange = z.input<typeof DocumentPatch>;

const everySecondOrSo = 1_500;
const patience = 10 * 60_000;

const isOnItsWay = ({ status, statusAt }: Document) =>
  ['expected', 'arrived', 'checking'].includes(status) && Date.now() - Date.parse(statusAt) < patience;

/** Newest first; looked at again as long as one of them is on its way. */
export const documentsQuery = (clientId: string) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', { clientId }],
    queryFn: ({ pageParam }) =>
      read<Page<Document>>(`/v1/clients/${clientId}/documents`, { limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(isOnItsWay)) ? everySecondOrSo : false,
  });

type Act = { change: DocumentChange } | { decide: 'release' | 'reject'; reason: string };

/** A document said anew, or what was held decided on: the row shows it at once. */
export function useDocumentAct({ id, clientId, version }: Document) {
  const queries = useQueryClient();
  const { queryKey } = documentsQuery(clientId);
  return useMutation({
    mutationFn: (act: Act) =>
      'change' in act
        ? patch<Document>(`/v1/documents/${id}`, act.change, version)
        : post<Document>(`/v1/documents/${id}/${act.decide}`, { reason: act.reason }, { version }),
    onSuccess: (document) =>
      queries.setQueryData(queryKey, (list) => {
        const pages = list?.pages.map((page) => ({
          ...page,
          items: page.items.map((one) => (one.id === id ? document : one)),
        }));
        return list && pages && { ...list, pages };
      }),
    onError: () => void queries.invalidateQueries({ queryKey }),
  });
}
