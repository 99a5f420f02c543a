import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { OnboardingReport } from '../../../../../functions/onboarding/report.ts';
import type { OnboardingView } from '../../../../../functions/onboarding/view.ts';
import { type Page, post, read } from '../../lib/http.ts';

export type Onboarding = z.output<typeof OnboardingView>;
export type StepLine = Onboarding['steps'][number];
export type Step = StepLine['step'];
export type Report = OnboardingReport;

/** Its steps follow what happens elsewhere: someone signs, someone answers. */
const everyFewSeconds = 2_000;

export const onboardingQuery = (id: string) =>
  queryOptions({
    queryKey: ['onboardings', id],
    queryFn: () => read<Onboarding>(`/v1/onboardings/${id}`),
    refetchInterval: ({ state: { data } }) => (data?.finishedAt === undefined ? everyFewSeconds : false),
  });

export const onboardingsQuery = (state: 'under-way' | 'finished') =>
  infiniteQueryOptions({
    queryKey: ['onboardings', 'list', state],
    queryFn: ({ pageParam }) => read<Page<Onboarding>>('/v1/onboardings', { state, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const reportQuery = (days: { from?: string; to?: string }) =>
  queryOptions({
    queryKey: ['onboardings', 'report', days],
    queryFn: () => read<Report>('/v1/reports/onboarding', days),
  });

export function useBegin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ clientId, before }: { clientId: string; before: number }) =>
      post<Onboarding>(`/v1/clients/${clientId}/onboarding`, { before }),
    onSuccess: (begun) => queries.setQueryData(onboardingQuery(begun.id).queryKey, begun),
  });
}

export function useStepAct({ id }: Onboarding, step: Step) {
  const queries = useQueryClient();
  const { queryKey } = onboardingQuery(id);
  return useMutation({
    mutationFn: ({ act, reason }: { act: 'skip' | 'reopen'; reason?: string }) =>
      // Without If-Match: time that is noted meanwhile makes no difference to what someone leaves out.
      post<Onboarding>(`/v1/onboardings/${id}/steps/${step}/${act}`, reason === undefined ? undefined : { reason }),
    onSuccess: (changed) => queries.setQueryData(queryKey, changed),
    onError: () => void queries.invalidateQueries({ queryKey, exact: true }),
  });
}
