import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewRelation } from '../../../../../functions/relations/relation.ts';
import type { RelationView } from '../../../../../functions/relations/view.ts';
import { patch, post, read, remove } from '../../lib/http.ts';

export type Relation = z.output<typeof RelationView>;

export const relationsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'relations'],
    queryFn: async () => (await read<{ items: Relation[] }>(`/v1/clients/${clientId}/relations`)).items,
  });

export function useRelations(clientId: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: relationsQuery(clientId).queryKey });
  const path = (id: string) => `/v1/clients/${id}/relations`;
  return {
    add: useMutation({
      mutationFn: (relation: z.input<typeof NewRelation>) => post<Relation>(path(clientId), relation),
      onSettled,
    }),
    drop: useMutation({
      mutationFn: (relation: Relation) => remove(`${path(relation.clientId)}/${relation.id}`, relation.version),
      onSettled,
    }),
    /** The same relation stands again: a second one would leave a former one to be found. */
    takeBack: useMutation({
      mutationFn: ({ id, clientId: keptWith }: Relation) =>
        patch<Relation>(`${path(keptWith)}/${id}`, { status: 'standing' }),
      onSettled,
    }),
  };
}

type Kind = Relation['kind'];

export const kindWords: Record<Kind, string> = {
  spouse: 'spouse of',
  parent: 'parent of',
  child: 'child of',
  sibling: 'sibling of',
  owner: 'owner of',
  officer: 'officer of',
  trustee: 'trustee of',
  beneficiary: 'beneficiary of',
  executor: 'executor of',
  employer: 'employer of',
  guarantor: 'guarantor of',
  adverse: 'adverse to',
  'co-party': 'co-party of',
  witness: 'witness of',
  'related-company': 'a company related to',
  'former-name': 'a former name of',
  other: 'related to',
};
