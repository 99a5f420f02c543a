import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { EngagementView } from '../../../../functions/engagements/engagement-view.ts';
import { type Page, read } from './http.ts';

export type Engagement = z.output<typeof EngagementView>;
export type Service = Engagement['services'][number];

export const engagementsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'engagements'],
    queryFn: async () => (await read<Page<Engagement>>(`/v1/clients/${clientId}/engagements`, { limit: 100 })).items,
    enabled: clientId !== '',
  });
