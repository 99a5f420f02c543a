import { queryOptions } from '@tanstack/react-query';
import type { Engagement, Service } from './engagement.ts';
import { type Page, read } from './http.ts';

export type { Engagement, Service };

export const engagementsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'engagements'],
    queryFn: async () => (await read<Page<Engagement>>(`/v1/clients/${clientId}/engagements`, { limit: 100 })).items,
    enabled: clientId !== '',
  });
