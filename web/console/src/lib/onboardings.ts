import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { OnboardingView } from '../../../../functions/onboarding/view.ts';
import { type Page, post, read } from './http.ts';

export type Onboarding = z.output<typeof OnboardingView>;
export type StepLine = Onboarding['steps'][number];

/** Whether nobody has anything to do for it any more. */
export const isOver = ({ state }: Pick<StepLine, 'state'>): boolean => state === 'done' || state === 'skipped';

/** Its steps follow what happens elsewhere: someone signs, someone answers. */
const everyFewSeconds = 2_000;

export const onboardingQuery = (id: string) =>
  queryOptions({
    queryKey: ['onboardings', id],
    queryFn: () => read<Onboarding>(`/v1/onboardings/${id}`),
    refetchInterval: ({ state: { data } }) => (data?.finishedAt === undefined ? everyFewSeconds : false),
  });

/** The one of a client: null where none began. */
export const onboardingOfQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['onboardings', 'of', clientId],
    queryFn: async () => (await read<Page<Onboarding>>('/v1/onboardings', { clientId })).items[0] ?? null,
  });

export function useBegin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ clientId, before }: { clientId: string; before: number }) =>
      post<Onboarding>(`/v1/clients/${clientId}/onboarding`, { before }),
    onSuccess: (begun) => {
      queries.setQueryData(onboardingQuery(begun.id).queryKey, begun);
      queries.setQueryData(onboardingOfQuery(begun.clientId).queryKey, begun);
    },
  });
}
