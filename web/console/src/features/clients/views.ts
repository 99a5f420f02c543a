import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ViewView } from '../../../../../functions/views/view.ts';
import { post, read, remove } from '../../lib/http.ts';
import { ClientListSearch } from './place.ts';

export type View = z.output<typeof ViewView>;

const page = 'clients';

export const viewsQuery = queryOptions({
  queryKey: ['views', page],
  queryFn: async () => {
    const { items } = await read<{ items: View[] }>('/v1/views', { page });
    // Some were kept with what was typed then.
    return items.map((view) => ({ ...view, query: queryOf(searchOf(view.query)) }));
  },
  staleTime: 60_000,
});

type Kept = Pick<ClientListSearch, 'state' | 'responsible' | 'member' | 'tag' | 'sort'>;

/** What of the address is worth keeping: not what is typed, nor what lies open at the moment. */
export const queryOf = ({ state, responsible, member, tag, sort }: Kept): string =>
  new URLSearchParams(
    Object.entries({ state, responsible, member, tag, sort }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    ),
  ).toString();

export const searchOf = (query: string): ClientListSearch =>
  ClientListSearch.parse(Object.fromEntries(new URLSearchParams(query)));

export function useViews() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
  return {
    keep: useMutation({
      mutationFn: (view: { name: string; query: string; shared: boolean }) =>
        post<View>('/v1/views', { page, ...view }),
      onSettled,
    }),
    drop: useMutation({ mutationFn: ({ id, version }: View) => remove(`/v1/views/${id}`, version), onSettled }),
  };
}
