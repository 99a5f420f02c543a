import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewCustomField } from '../../../../../functions/clients/custom-field.ts';
import type { AbsencePatch, AbsenceView, NewAbsence } from '../../../../../functions/firm/absence.ts';
import type { FirmPatch } from '../../../../../functions/firm/firm.ts';
import type { MemberPatch, NewMember } from '../../../../../functions/firm/member.ts';
import { type CustomField, customFieldsQuery } from '../../lib/custom-fields.ts';
import { type Page, patch, post, put, read, remove } from '../../lib/http.ts';
import { type Firm, type Me, type Member, meQuery, teamQuery } from '../../lib/me.ts';

export type FirmChange = z.input<typeof FirmPatch>;
export type MemberChange = z.input<typeof MemberPatch>;
export type Absence = z.output<typeof AbsenceView>;

export function useFirmChange(firm: Firm) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: FirmChange) => patch<Firm>('/v1/firm', change, firm.version),
    onSuccess: (changed) => queries.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, firm: changed }),
    onError: () => void queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export function useLogo({ logo }: Firm) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: meQuery.queryKey });
  return {
    putIn: useMutation({ mutationFn: (image: string) => put('/v1/firm/logo', { image }, logo), onSettled }),
    takeAway: useMutation({ mutationFn: () => remove('/v1/firm/logo', logo), onSettled }),
  };
}

export const memberQuery = (id: string) =>
  queryOptions({ queryKey: ['team', id], queryFn: () => read<Member>(`/v1/team/${id}`) });

function useTeamChange<T>(
  mutationFn: (given: T) => Promise<Member>,
  shownAs: (changed: Member, before: Member | undefined) => Member = (changed) => changed,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    scope: { id: 'team' },
    onSuccess: (changed) => {
      queries.setQueryData(memberQuery(changed.id).queryKey, (before) => shownAs(changed, before));
      queries.setQueryData(teamQuery.queryKey, (team) => {
        const others = team?.filter(({ id }) => id !== changed.id) ?? [];
        return [...others, changed].toSorted((a, b) => a.name.localeCompare(b.name));
      });
    },
    onError: () => void queries.invalidateQueries({ queryKey: teamQuery.queryKey }),
  });
}

/** Lists are given whole: a change of one goes by what it is when its turn comes. */
export function useMemberEdit(id: string) {
  const queries = useQueryClient();
  return useTeamChange((change: (member: Member) => MemberChange) => {
    const member = queries.getQueryData(memberQuery(id).queryKey)!;
    return patch<Member>(`/v1/team/${id}`, change(member), member.version);
  });
}

export const useInvite = () => useTeamChange((one: z.input<typeof NewMember>) => post<Member>('/v1/team', one));

export const useMemberChange = ({ id, version }: Member) =>
  useTeamChange((change: MemberChange) => patch<Member>(`/v1/team/${id}`, change, version));

/** What is done with someone's access is answered without what stands beside it: that is as it was. */
export const useMemberAct = ({ id, version }: Member) =>
  useTeamChange(
    (act: 'invite' | 'disable' | 'enable') => post<Member>(`/v1/team/${id}/${act}`, undefined, { version }),
    (changed, before) => ({ ...detailsOf(before), ...changed }),
  );

const detailsOf = ({ hours, target, skills, billRates, costRates }: Partial<Member> = {}) => ({
  hours,
  target,
  skills,
  billRates,
  costRates,
});

export const absencesQuery = (memberId: string) =>
  queryOptions({
    queryKey: ['team', memberId, 'absences'],
    queryFn: async () => (await read<Page<Absence>>(`/v1/team/${memberId}/absences`, { limit: 50 })).items,
  });

export function useAbsences(memberId: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: absencesQuery(memberId).queryKey });
  const path = `/v1/team/${memberId}/absences`;
  return {
    add: useMutation({ mutationFn: (one: z.input<typeof NewAbsence>) => post<Absence>(path, one), onSettled }),
    change: useMutation({
      mutationFn: ({ of: { id, version }, to }: { of: Absence; to: z.input<typeof AbsencePatch> }) =>
        patch<Absence>(`${path}/${id}`, to, version),
      onSettled,
    }),
    callOff: useMutation({ mutationFn: ({ id, version }: Absence) => remove(`${path}/${id}`, version), onSettled }),
  };
}

export function useCustomFields() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: customFieldsQuery.queryKey });
  return {
    add: useMutation({
      mutationFn: (field: z.input<typeof NewCustomField>) => post<CustomField>('/v1/custom-fields', field),
      onSettled,
    }),
    drop: useMutation({
      mutationFn: ({ id, version }: CustomField) => remove(`/v1/custom-fields/${id}`, version),
      onSettled,
    }),
  };
}
