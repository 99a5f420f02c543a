import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { GroupPatch, GroupView, NewGroup } from '../../../../../functions/clients/group.ts';
import type { NoteView } from '../../../../../functions/clients/note.ts';
import type { Client, ClientChange } from '../../lib/client.ts';
import { clientQuery, forgetClient } from '../../lib/clients.ts';
import { type Page, patch, post, read, remove } from '../../lib/http.ts';
import { asChanged } from './client-change.ts';
import type { ClientListSearch } from './place.ts';

export type Group = z.output<typeof GroupView>;
export type Note = z.output<typeof NoteView>;

type Filter = Pick<ClientListSearch, 'state' | 'member' | 'responsible' | 'tag'>;

export const clientsQuery = ({ state = 'active', member, responsible, tag }: Filter) =>
  infiniteQueryOptions({
    queryKey: ['clients', 'list', state, member, responsible, tag],
    queryFn: ({ pageParam }) =>
      read<Page<Client>>('/v1/clients', {
        lifecycle: state === 'all' ? undefined : state,
        member,
        responsible,
        tag,
        limit: 100,
        cursor: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => {
    const found: Group[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<Group> = await read('/v1/groups', { limit: 100, cursor });
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  },
  staleTime: 60_000,
});

export const groupQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['groups', id],
    queryFn: () => read<Group>(`/v1/groups/${id}`),
    enabled: id !== undefined,
  });

const byName = (a: Group, b: Group) => a.name.localeCompare(b.name);

export function useGroups() {
  const queries = useQueryClient();
  const onSuccess = (group: Group) => {
    queries.setQueryData(groupQuery(group.id).queryKey, group);
    queries.setQueryData(
      groupsQuery.queryKey,
      (groups) => groups && [...groups.filter(({ id }) => id !== group.id), group].toSorted(byName),
    );
  };
  const onError = () => void queries.invalidateQueries({ queryKey: groupsQuery.queryKey });
  return {
    add: useMutation({
      mutationFn: (group: z.input<typeof NewGroup>) => post<Group>('/v1/groups', group),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ of: { id, version }, to }: { of: Group; to: z.input<typeof GroupPatch> }) =>
        patch<Group>(`/v1/groups/${id}`, to, version),
      onSuccess,
      onError,
    }),
    drop: useMutation({
      mutationFn: ({ id, version }: Group) => remove(`/v1/groups/${id}`, version),
      onSuccess: (_, { id }) =>
        queries.setQueryData(groupsQuery.queryKey, (groups) => groups?.filter((group) => group.id !== id)),
      onError,
    }),
  };
}

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', id, 'notes'],
    queryFn: () => read<Page<Note>>(`/v1/clients/${id}/notes`, { limit: 20 }),
  });

/** Puts a client under a legal hold, or lifts it, with the reason. */
export function useClientHold({ id, legalHold, version }: Client) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      post<Client>(`/v1/clients/${id}/${legalHold ? 'lift-hold' : 'hold'}`, { reason }, { version }),
    onSuccess: (client) => queries.setQueryData(clientQuery(id).queryKey, client),
    onError: () => void queries.invalidateQueries({ queryKey: clientQuery(id).queryKey, exact: true }),
  });
}

/** Shown at once, taken back with a message if it fails; who was overtaken is shown what stands now. */
export function useClientChange(client: Client) {
  const queries = useQueryClient();
  const { queryKey } = clientQuery(client.id);
  return useMutation({
    mutationFn: (change: ClientChange) => patch<Client>(`/v1/clients/${client.id}`, change, client.version),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey, exact: true });
      const before = queries.getQueryData(queryKey);
      if (before) queries.setQueryData(queryKey, asChanged(before, change));
      return { before };
    },
    onError: (_, __, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      void queries.invalidateQueries({ queryKey, exact: true });
    },
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed);
      forgetClient(queries, client.id);
    },
  });
}

export function useNewNote(clientId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => post<Note>(`/v1/clients/${clientId}/notes`, { text }),
    onSuccess: (note) => {
      const { queryKey } = notesQuery(clientId);
      queries.setQueryData(queryKey, (list) => list && { ...list, items: [note, ...list.items] });
      forgetClient(queries, clientId);
    },
  });
}
