import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ClientView } from '../../../../../functions/clients/client-view.ts';
import { patch, post, put, read } from '../../lib/http.ts';
import type { Rhythm } from '../../lib/rhythm-words.ts';
import type { Series, Upcoming } from '../../lib/series.ts';
import { forgetSeries, seriesQuery } from '../../lib/series-queries.ts';
import type { Asked, Edit, StandingChanges } from './form.ts';

export type Client = z.output<typeof ClientView>;
export type Foreseen = { rhythm: Rhythm; first: string; items: Upcoming[] };

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', id],
    queryFn: () => read<Client>(`/v1/clients/${id}`),
    enabled: id !== '',
  });

/** The dates of a series as it stands in a form. */
export const foreseenQuery = (clientId: string | undefined, asked: Asked | undefined) =>
  queryOptions({
    queryKey: ['series', 'foreseen', clientId, asked],
    queryFn: () => post<Foreseen>(`/v1/clients/${clientId}/series/preview`, asked),
    enabled: clientId !== undefined && asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

export function useNewSeries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ clientId, asked }: { clientId: string; asked: Asked }) =>
      post<Series>(`/v1/clients/${clientId}/series`, asked),
    onSuccess: (series) => {
      queries.setQueryData(seriesQuery(series.id).queryKey, series);
      forgetSeries(queries, series);
    },
  });
}

export type Act = { act: 'pause' | 'end'; reason: string } | { act: 'resume' };
/** Nothing of what is undefined is sent. */
export type Edited = { edit?: Edit | undefined; changes?: StandingChanges | undefined };

export function useSeries(series: Series) {
  const { id, version } = series;
  const queries = useQueryClient();
  const onSuccess = (changed: Series) => {
    queries.setQueryData(seriesQuery(changed.id).queryKey, changed);
    forgetSeries(queries, changed);
    if (changed.id !== id) void queries.invalidateQueries({ queryKey: ['series', id] });
  };
  const onError = () => void queries.invalidateQueries({ queryKey: ['series', id] });
  return {
    act: useMutation({
      mutationFn: (asked: Act) =>
        post<Series>(`/v1/series/${id}/${asked.act}`, asked.act === 'resume' ? undefined : { reason: asked.reason }, {
          version,
        }),
      onSuccess,
      onError,
    }),
    /** Answers the series that goes on: another one where it is split. */
    save: useMutation({
      async mutationFn({ edit, changes }: Edited) {
        const edited = edit ? await patch<Series>(`/v1/series/${id}`, edit, version) : series;
        if (!changes) return edited;
        return put<Series>(`/v1/series/${edited.id}/changes`, changes, edited.version);
      },
      onSuccess,
      onError,
    }),
  };
}
