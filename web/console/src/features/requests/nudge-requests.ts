import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { Wish as Wished } from '../../../../../functions/chasing/nudge.ts';
import type { NudgePreview } from '../../../../../functions/chasing/nudge-preview.ts';
import { type Batch, watchBatch } from '../../lib/batches.ts';
import { post } from '../../lib/http.ts';

export type Wish = z.input<typeof Wished>;
export type Preview = z.output<typeof NudgePreview>;
export type Person = Preview['people'][number];

/** What waits for whom, and who would be reminded now. */
export const nudgePreviewQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['requests', 'list', 'people', wish],
    queryFn: () => post<Preview>('/v1/chasing/preview', wish),
    staleTime: 0,
  });

export function useNudgeAll() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => post<Batch>('/v1/chasing/nudge', wish),
    onSuccess({ id }) {
      watchBatch(id);
      void queries.invalidateQueries({ queryKey: ['requests', 'list'] });
    },
  });
}
