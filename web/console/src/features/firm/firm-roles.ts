import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { put, read } from '../../lib/http.ts';
import { type Template, templateQuery, type TemplateHead } from '../../lib/templates.ts';
import { askedOf, type FirmRoles, type Held } from './role-lines.ts';

export const firmRolesQuery = queryOptions({
  queryKey: ['firm', 'roles'],
  queryFn: () => read<FirmRoles>('/v1/firm/roles'),
});

export function useFirmRoles() {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: 'firm-roles' },
    mutationFn: (change: (people: readonly Held[]) => Held[]) => {
      const { people, version } = queries.getQueryData(firmRolesQuery.queryKey)!;
      return put<FirmRoles>('/v1/firm/roles', { people: change(people) }, version);
    },
    onSuccess: (changed) => queries.setQueryData(firmRolesQuery.queryKey, changed),
    onError: () => void queries.invalidateQueries({ queryKey: firmRolesQuery.queryKey }),
  });
}

/** What templates are made of, each read once; withdrawn ones make no work any more. */
export const askedQuery = (heads: readonly TemplateHead[] | undefined) => {
  const ids = heads?.filter(({ status }) => status !== 'withdrawn').map(({ id }) => id) ?? [];
  return queryOptions({
    queryKey: ['firm', 'roles-asked', ids],
    queryFn: async ({ client }) => {
      const templates: Template[] = [];
      for (let at = 0; at < ids.length; at += atOnce)
        templates.push(
          ...(await Promise.all(ids.slice(at, at + atOnce).map((id) => client.ensureQueryData(templateQuery(id))))),
        );
      return [...askedOf(templates)];
    },
    enabled: heads !== undefined,
  });
};
const atOnce = 8;
