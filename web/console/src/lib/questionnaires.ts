import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  QuestionnaireHead as Head,
  QuestionnaireView,
} from '../../../../functions/organizers/questionnaire-view.ts';
import { type Page, post, read } from './http.ts';

export type QuestionnaireHead = z.output<typeof Head>;
export type Questionnaire = z.output<typeof QuestionnaireView>;

/** The questionnaires of the firm by state and name: few, so all of them. */
export const questionnairesQuery = queryOptions({
  queryKey: ['questionnaires'],
  queryFn: async () => (await read<Page<QuestionnaireHead>>('/v1/questionnaires', { limit: 100 })).items,
  staleTime: 30_000,
});

export const questionnaireQuery = (id: string) =>
  queryOptions({
    queryKey: ['questionnaires', id],
    queryFn: () => read<Questionnaire>(`/v1/questionnaires/${id}`),
  });

/** One of those that are shipped becomes the firm's own, ready to be sent. */
export function useTakeOver() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => post<Questionnaire>('/v1/questionnaires', { from: 'library', key, release: true }),
    onSuccess: (made) => {
      queries.setQueryData(questionnaireQuery(made.id).queryKey, made);
      // The list follows a moment later than the record.
      setTimeout(() => void queries.invalidateQueries({ queryKey: questionnairesQuery.queryKey, exact: true }), 600);
    },
  });
}
