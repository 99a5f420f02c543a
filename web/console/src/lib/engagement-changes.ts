import { useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewEngagement } from '../../../../functions/engagements/engagement.ts';
import type { Engagement, EngagementChange, NewService, ServiceChange } from './engagement.ts';
import { engagementsQuery } from './engagements.ts';
import { patch, post, remove } from './http.ts';
import type { Money } from './money.ts';

export type Act = 'activate' | 'pause' | 'resume';

/** What goes on now comes to in a year; nothing for who may not see amounts. */
export function annualOf(engagements: readonly Engagement[]): Money | undefined {
  const amounts = engagements.flatMap(({ status, annual }) => (status === 'active' && annual ? [annual] : []));
  if (amounts.length === 0) return undefined;
  return { amount: amounts.reduce((sum, { amount }) => sum + amount, 0), currency: amounts[0]!.currency };
}

export function useEngagements(clientId: string) {
  const queries = useQueryClient();
  const { queryKey } = engagementsQuery(clientId);
  const onSuccess = (changed: Engagement) => {
    queries.setQueryData(queryKey, (list) => {
      const isKnown = list?.some(({ id }) => id === changed.id);
      return isKnown ? list!.map((one) => (one.id === changed.id ? changed : one)) : [changed, ...(list ?? [])];
    });
    void queries.invalidateQueries({ queryKey: ['clients', clientId, 'history'] });
  };
  const onError = () => void queries.invalidateQueries({ queryKey });
  const settle = { onSuccess, onError };
  return {
    add: useMutation({
      mutationFn: (one: z.input<typeof NewEngagement>) => post<Engagement>(`/v1/clients/${clientId}/engagements`, one),
      ...settle,
    }),
    change: useMutation({
      mutationFn: ({ of: { id, version }, to }: { of: Engagement; to: EngagementChange }) =>
        patch<Engagement>(`/v1/engagements/${id}`, to, version),
      ...settle,
    }),
    act: useMutation({
      mutationFn: ({ on: { id, version }, act }: { on: Engagement; act: Act }) =>
        post<Engagement>(`/v1/engagements/${id}/${act}`, undefined, { version }),
      ...settle,
    }),
    end: useMutation({
      mutationFn: ({ of: { id, version }, endsOn }: { of: Engagement; endsOn: string }) =>
        post<Engagement>(`/v1/engagements/${id}/end`, { endsOn }, { version }),
      ...settle,
    }),
    addService: useMutation({
      mutationFn: ({ to: { id, version }, service }: { to: Engagement; service: NewService }) =>
        post<Engagement>(`/v1/engagements/${id}/services`, service, { version }),
      ...settle,
    }),
    changeService: useMutation({
      mutationFn: ({ of, id, to }: { of: Engagement; id: string; to: ServiceChange }) =>
        patch<Engagement>(`/v1/engagements/${of.id}/services/${id}`, to, of.version),
      ...settle,
    }),
    removeService: useMutation({
      mutationFn: ({ of, id }: { of: Engagement; id: string }) =>
        remove<Engagement>(`/v1/engagements/${of.id}/services/${id}`, of.version),
      ...settle,
    }),
  };
}
