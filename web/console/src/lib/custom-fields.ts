import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { CustomFieldView } from '../../../../functions/clients/custom-field.ts';
import { read } from './http.ts';

export type CustomField = z.output<typeof CustomFieldView>;

/** The fields that the firm gave its clients. */
export const customFieldsQuery = queryOptions({
  queryKey: ['custom-fields'],
  queryFn: async () => (await read<{ items: CustomField[] }>('/v1/custom-fields')).items,
  staleTime: 300_000,
});
