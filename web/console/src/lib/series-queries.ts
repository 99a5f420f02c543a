import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Page, read } from './http.ts';
import type { Series, SeriesLine, SeriesState, Upcoming } from './series.ts';

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: Page<SeriesLine>) => next,
};

/** What recurs for a client, engagement by engagement. */
export const seriesOfClientQuery = (clientId: string) =>
  infiniteQueryOptions({
    queryKey: ['series', 'list', clientId],
    queryFn: ({ pageParam }) =>
      read<Page<SeriesLine>>(`/v1/clients/${clientId}/series`, { limit: 50, cursor: pageParam }),
    ...paged,
  });

export const seriesListQuery = (status: SeriesState, templateId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['series', 'list', status, templateId],
    queryFn: ({ pageParam }) =>
      read<Page<SeriesLine>>('/v1/series', { status, templateId, limit: 50, cursor: pageParam }),
    ...paged,
    placeholderData: keepPreviousData,
  });

export const seriesQuery = (id: string) =>
  queryOptions({ queryKey: ['series', id], queryFn: () => read<Series>(`/v1/series/${id}`) });

/** The next twelve of a series that runs, or would run again. */
export const upcomingQuery = (id: string) =>
  queryOptions({
    queryKey: ['series', id, 'preview'],
    queryFn: async () => (await read<{ items: Upcoming[] }>(`/v1/series/${id}/preview`)).items,
  });

/** What a change of a series makes out of date; lists and the jobs that it makes follow a moment later. */
export function forgetSeries(queries: QueryClient, { id, clientId }: Pick<Series, 'id' | 'clientId'>): void {
  void queries.invalidateQueries({ queryKey: ['series', id, 'preview'] });
  void queries.invalidateQueries({ queryKey: ['clients', clientId, 'history'] });
  setTimeout(() => {
    void queries.invalidateQueries({ queryKey: ['series', 'list'] });
    void queries.invalidateQueries({ queryKey: ['series', id] });
    void queries.invalidateQueries({ queryKey: ['jobs', 'list'] });
    void queries.invalidateQueries({ queryKey: ['work'] });
  }, 800);
}

/** What recurs of a service, or rests for now. */
export async function lastingOfService(clientId: string, serviceId: string): Promise<readonly SeriesLine[]> {
  const { items } = await read<Page<SeriesLine>>(`/v1/clients/${clientId}/series`, { limit: 100 });
  return items.filter((one) => one.serviceId === serviceId && one.status !== 'ended');
}
