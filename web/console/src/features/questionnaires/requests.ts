import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { QuestionnaireVersionHead } from '../../../../../functions/organizers/questionnaire-view.ts';
import { type Page, patch, post, read } from '../../lib/http.ts';
import {
  type Questionnaire,
  type QuestionnaireHead,
  questionnaireQuery,
  questionnairesQuery,
} from '../../lib/questionnaires.ts';

export type Content = Questionnaire['content'];
export type Section = Content['sections'][number];
export type Question = Section['questions'][number];
export type Fault = Questionnaire['faults'][number];
export type Version = z.output<typeof QuestionnaireVersionHead>;
export type Shipped = { key: string; name: string; content: Content };

export const libraryQuery = queryOptions({
  queryKey: ['questionnaires', 'library'],
  queryFn: async () => (await read<{ items: Shipped[] }>('/v1/questionnaires/library')).items,
  staleTime: Infinity,
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['questionnaires', id, 'versions'],
    queryFn: async () => (await read<Page<Version>>(`/v1/questionnaires/${id}/versions`, { limit: 100 })).items,
  });

export function useQuestionnaire({ id, version }: Questionnaire) {
  const queries = useQueryClient();
  const { queryKey } = questionnaireQuery(id);
  const settle = () => {
    void queries.invalidateQueries({ queryKey });
    setTimeout(() => void queries.invalidateQueries({ queryKey: questionnairesQuery.queryKey, exact: true }), 600);
  };
  const act = (what: string) => post<QuestionnaireHead>(`/v1/questionnaires/${id}/${what}`, {}, { version });
  return {
    save: useMutation({
      mutationFn: (content: Content) => patch<Questionnaire>(`/v1/questionnaires/${id}`, { content }, version),
      onSuccess: (changed) => {
        queries.setQueryData(queryKey, changed);
        settle();
      },
      onError: () => void queries.invalidateQueries({ queryKey }),
    }),
    release: useMutation({ mutationFn: () => act('release'), onSuccess: settle }),
    withdraw: useMutation({
      mutationFn: () => post<QuestionnaireHead>(`/v1/questionnaires/${id}/withdraw`),
      onSuccess: settle,
    }),
    restore: useMutation({
      mutationFn: () => post<QuestionnaireHead>(`/v1/questionnaires/${id}/restore`),
      onSuccess: settle,
    }),
  };
}
