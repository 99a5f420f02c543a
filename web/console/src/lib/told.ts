import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NoticeKind as Kind, NoticeView } from '../../../../functions/notices/notice.ts';
import { type Page, post, read } from './http.ts';

export type Notice = z.output<typeof NoticeView>;
export type NoticeKind = Kind;
export type Told = Page<Notice> & { unread: number };

const everyMinute = 60_000;

/** What someone was told, the newest first; looked at again by the minute, as long as the page is in front. */
export const toldQuery = infiniteQueryOptions({
  queryKey: ['told'],
  queryFn: ({ pageParam }) => read<Told>('/v1/me/notices', { limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
  refetchInterval: everyMinute,
});

const marked = ({ unread, ...page }: Told, isMarked: (notice: Notice) => boolean): Told => {
  const met = page.items.filter((one) => !one.isRead && isMarked(one)).length;
  return {
    ...page,
    unread: Math.max(0, unread - met),
    items: page.items.map((one) => (isMarked(one) ? { ...one, isRead: true } : one)),
  };
};

/** Marks some as read, or all there are: at once, and taken back where it fails. */
export function useMarkRead() {
  const queries = useQueryClient();
  const { queryKey } = toldQuery;
  return useMutation({
    mutationFn: (ids: readonly string[] | 'all') =>
      post('/v1/me/notices/read', ids === 'all' ? { all: true } : { ids }),
    async onMutate(ids) {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      const isMarked = ({ id }: Notice) => ids === 'all' || ids.includes(id);
      const pages = before?.pages.map((page) => ({
        ...marked(page, isMarked),
        ...(ids === 'all' && { unread: 0 }),
      }));
      if (before && pages) queries.setQueryData(queryKey, { ...before, pages });
      return { before };
    },
    onError: (_, __, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
    },
  });
}
