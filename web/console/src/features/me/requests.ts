import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { FeedView, MadeFeed } from '../../../../../functions/calendar/feed.ts';
import type { ChoicesInput, ChoicesView } from '../../../../../functions/notices/choices.ts';
import { post, put, read, remove } from '../../lib/http.ts';

export type Choices = z.output<typeof ChoicesView>;
export type Feed = z.output<typeof FeedView>;
export type How = Choices['kinds'][keyof Choices['kinds']];

export const choicesQuery = queryOptions({
  queryKey: ['me', 'choices'],
  queryFn: () => read<Choices>('/v1/me/notice-choices'),
});

export const feedQuery = queryOptions({ queryKey: ['me', 'calendar'], queryFn: () => read<Feed>('/v1/me/calendar') });

/** Shown at once, taken back where it is refused. */
export function useChoose() {
  const queries = useQueryClient();
  const { queryKey } = choicesQuery;
  return useMutation({
    mutationFn: ({ version, ...chosen }: Choices) =>
      put<Choices>('/v1/me/notice-choices', chosen satisfies z.input<typeof ChoicesInput>, version),
    async onMutate(chosen) {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, chosen);
      return { before };
    },
    onError: (_, __, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      void queries.invalidateQueries({ queryKey });
    },
    onSuccess: (chosen) => queries.setQueryData(queryKey, chosen),
  });
}

export function useFeed() {
  const queries = useQueryClient();
  const { queryKey } = feedQuery;
  return {
    make: useMutation({
      mutationFn: () => post<z.output<typeof MadeFeed>>('/v1/me/calendar'),
      onSuccess: ({ madeAt }) => queries.setQueryData(queryKey, { madeAt }),
    }),
    revoke: useMutation({
      mutationFn: () => remove('/v1/me/calendar'),
      onSuccess: () => queries.setQueryData(queryKey, {}),
    }),
  };
}
