import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { FolderPatch, NewFolder } from '../../../../functions/documents/folder.ts';
import type { FolderTemplateView } from '../../../../functions/documents/folder-template-routes.ts';
import type { FolderView } from '../../../../functions/documents/folder-view.ts';
import { patch, post, read, remove } from './http.ts';

export type Folder = z.output<typeof FolderView>;
export type Tree = z.output<typeof FolderTemplateView>;

/** All of a client's, each behind the one that it lies in. */
export const foldersQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['folders', { clientId }],
    queryFn: async () => (await read<{ items: Folder[] }>(`/v1/clients/${clientId}/folders`)).items,
  });

export const treesQuery = queryOptions({
  queryKey: ['folder-templates'],
  queryFn: async () => (await read<{ items: Tree[] }>('/v1/folder-templates')).items,
});

type Act =
  | { add: z.input<typeof NewFolder> }
  | { change: Folder; to: z.input<typeof FolderPatch> }
  | { remove: Folder }
  | { grow: string };

/** What is done with a client's folders; who sees what is in them may change with it. */
export function useFolderAct(clientId: string) {
  const queries = useQueryClient();
  const path = `/v1/clients/${clientId}/folders`;
  return useMutation({
    mutationFn: async (act: Act): Promise<Folder | undefined> => {
      if ('add' in act) return post<Folder>(path, act.add);
      if ('change' in act) return patch<Folder>(`${path}/${act.change.id}`, act.to, act.change.version);
      if ('remove' in act) await remove(`${path}/${act.remove.id}`, act.remove.version);
      else await post(`${path}/grow`, { template: act.grow });
      return undefined;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: foldersQuery(clientId).queryKey }),
  });
}
