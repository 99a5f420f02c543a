import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { patch, read } from '../../lib/http.ts';
import { type Firm, type Me, meQuery } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import type { Change, DaysOff } from './days-off.ts';

/** By the version of the settings: others have other days. */
export const daysOffQuery = ({ version }: Firm) =>
  queryOptions({
    queryKey: ['firm', 'days-off', version],
    queryFn: () => read<DaysOff>('/v1/firm'),
    placeholderData: keepPreviousData,
  });

/**
 * Changes the working days, which are given whole: one change after the other, each on what the last one left. It shows
 * at once, so it is made again on what the last one left; made twice, it is the same.
 */
export function useDaysChange() {
  const queries = useQueryClient();
  const show = (to: (firm: Firm) => Firm) => {
    queries.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, firm: to(me.firm) });
  };
  const { mutate, mutateAsync } = useMutation({
    scope: { id: 'working-days' },
    mutationFn: (change: Change) => {
      const { firm } = queries.getQueryData<Me>(meQuery.queryKey)!;
      return patch<Firm>('/v1/firm', { workingDays: change(firm.workingDays) }, firm.version);
    },
    onMutate: (change) => show(({ workingDays, ...firm }) => ({ ...firm, workingDays: change(workingDays) })),
    onSuccess: (changed) => show(() => changed),
    onError: () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return (change: Change, back: Change, said: string, onSuccess?: () => void) =>
    mutate(change, {
      onSuccess: () => {
        tellUndo(said, () => mutateAsync(back));
        onSuccess?.();
      },
      onError: tellTrouble,
    });
}
