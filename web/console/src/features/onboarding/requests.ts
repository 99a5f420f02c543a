import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OnboardingReport } from '../../../../../functions/onboarding/report.ts';
import { type Page, post, read } from '../../lib/http.ts';
import { type Onboarding, onboardingQuery, type StepLine } from '../../lib/onboardings.ts';

export type Step = StepLine['step'];
export type Report = OnboardingReport;

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
