import { useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { HandOverInput } from '../../../../../functions/hand-overs/hand-over.ts';
import { type Batch, watchBatch } from '../../lib/batches.ts';
import { post } from '../../lib/http.ts';
import type { HandOverPreview, Wish } from './hand-over-wish.ts';

export const useHandOverPreview = (memberId: string) =>
  useMutation({
    mutationFn: (wish: Wish) => post<HandOverPreview>(`/v1/team/${memberId}/hand-over/preview`, wish),
  });

export function useHandOver(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: z.input<typeof HandOverInput>) => post<Batch>(`/v1/team/${memberId}/hand-over`, asked),
    onSuccess: ({ id }) => {
      watchBatch(id);
      void queries.invalidateQueries({ queryKey: ['team'] });
    },
  });
}
