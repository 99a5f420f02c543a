import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewQuestionnaire as New } from '../../../../functions/organizers/new-questionnaire.ts';
import type {
  QuestionnaireHead as Head,
  QuestionnaireView,
} from '../../../../functions/organizers/questionnaire-view.ts';
import { type Page, post, read } from './http.ts';

export type QuestionnaireHead = z.output<typeof Head>;
export type Questionnaire = z.output<typeof QuestionnaireView>;
export type NewQuestionnaire = z.input<typeof New>;

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

function useMade() {
  const queries = useQueryClient();
  return (made: Questionnaire) => {
    queries.setQueryData(questionnaireQuery(made.id).queryKey, made);
    // The list follows a moment later than the record.
    setTimeout(() => void queries.invalidateQueries({ queryKey: questionnairesQuery.queryKey, exact: true }), 600);
  };
}

/** One of those that are shipped becomes the firm's own, ready to be sent. */
export const useTakeOver = () =>
  useMutation({
    mutationFn: (key: string) => post<Questionnaire>('/v1/questionnaires', { from: 'library', key, release: true }),
    onSuccess: useMade(),
  });

/** One to be written, or a copy of another: a draft until it is released. */
export const useNewQuestionnaire = () =>
  useMutation({
    mutationFn: (asked: NewQuestionnaire) => post<Questionnaire>('/v1/questionnaires', asked),
    onSuccess: useMade(),
  });
