import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewTeam, TeamPatch, TeamView } from '../../../../../functions/firm/team.ts';
import { type Page, patch, post, read, remove } from '../../lib/http.ts';

export type Team = z.output<typeof TeamView>;

/** The teams by name: few, so all of them. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async () => {
    const teams: Team[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<Team> = await read('/v1/teams', { limit: 100, cursor });
      teams.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return teams;
  },
});

export function useTeams() {
  const queries = useQueryClient();
  const put = (change: (teams: Team[]) => Team[]) =>
    queries.setQueryData(teamsQuery.queryKey, (teams) =>
      change(teams ?? []).toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  const keep = (team: Team) => put((teams) => [...teams.filter(({ id }) => id !== team.id), team]);
  const onError = () => void queries.invalidateQueries({ queryKey: teamsQuery.queryKey });
  return {
    make: useMutation({
      mutationFn: (team: z.input<typeof NewTeam>) => post<Team>('/v1/teams', team),
      onSuccess: keep,
      onError,
    }),
    change: useMutation({
      mutationFn: ({ team: { id, version }, ...change }: { team: Team } & z.input<typeof TeamPatch>) =>
        patch<Team>(`/v1/teams/${id}`, change, version),
      onSuccess: keep,
      onError,
    }),
    breakUp: useMutation({
      mutationFn: ({ id, version }: Team) => remove(`/v1/teams/${id}`, version),
      onSuccess: (_, { id }) => put((teams) => teams.filter((team) => team.id !== id)),
      onError,
    }),
  };
}
