import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../lib/http.ts';
import { patch } from '../../lib/http.ts';
import { messageOf } from '../../lib/problem.ts';
import { type Client, clientQuery, forgetClient } from '../../lib/clients.ts';
import type { ClientChange } from '../../lib/client.ts';

export type Wanted = { client: Client; change: ClientChange };
export type Outcome = { changed: { before: Client; after: Client }[]; refused: { client: Client; why: string }[] };

async function run(wanted: readonly Wanted[]): Promise<Outcome> {
  const outcome: Outcome = { changed: [], refused: [] };
  // One after the other: a firm’s worth at once would be refused as too fast.
  for (const { client, change } of wanted) {
    try {
      const after = await patch<Client>(`/v1/clients/${client.id}`, change, client.version);
      outcome.changed.push({ before: client, after });
    } catch (error) {
      outcome.refused.push({ client, why: messageOf(error) });
    }
  }
  return outcome;
}

/** The same for many: what was refused is told by name, and the rest stands. */
export function useBulkChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: ({ changed, refused }) => {
      const byId = new Map(changed.map(({ after }) => [after.id, after]));
      queries.setQueriesData<InfiniteData<Page<Client>>>({ queryKey: ['clients', 'list'] }, (list) => {
        if (!list) return list;
        const pages = list.pages.map((page) => ({ ...page, items: page.items.map((one) => byId.get(one.id) ?? one) }));
        return { ...list, pages };
      });
      for (const { after } of changed) queries.setQueryData(clientQuery(after.id).queryKey, after);
      forgetClient(queries, ...byId.keys());
      // Most likely somebody changed it meanwhile: what is shown is out of date.
      for (const { client } of refused) void queries.invalidateQueries({ queryKey: clientQuery(client.id).queryKey });
    },
  });
}
