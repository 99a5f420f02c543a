import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { NewOrganizer as New } from '../../../../functions/organizers/organizer.ts';
import type { OrganizerLine as Line, OrganizerView } from '../../../../functions/organizers/view.ts';
import { untilChecked } from './file-came.ts';
import { type Page, patch, post, read } from './http.ts';

export type Organizer = z.output<typeof OrganizerView>;
export type OrganizerLine = z.output<typeof Line>;
export type OrganizerStatus = Organizer['status'];
export type NewOrganizer = z.input<typeof New>;
export type Section = Organizer['sections'][number];
export type Question = Section['questions'][number];

const filesOf = ({ sections }: Organizer) =>
  sections.flatMap(({ questions }) => questions.flatMap(({ answer }) => answer?.files ?? []));

/** Looked at again as long as a file that came for it is being checked. */
export const organizerQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizers', id],
    queryFn: () => read<Organizer>(`/v1/organizers/${id}`),
    refetchInterval: ({ state: { data } }) => untilChecked(data && filesOf(data)),
  });

type Of = { clientId: string } | { jobId: string } | { status: OrganizerStatus };

function placeOf(of: Of): { path: string; status?: OrganizerStatus } {
  if ('clientId' in of) return { path: `/v1/clients/${of.clientId}/organizers` };
  return 'jobId' in of ? { path: `/v1/jobs/${of.jobId}/organizers` } : { path: '/v1/organizers', ...of };
}

/** Of one client, those that go on first; of a job, newest first; or of all clients in one state, by the day they are due. */
export const organizersQuery = (of: Of) =>
  infiniteQueryOptions({
    queryKey: ['organizers', 'list', of],
    queryFn: ({ pageParam }) => {
      const { path, ...query } = placeOf(of);
      return read<Page<OrganizerLine>>(path, { ...query, limit: 50, cursor: pageParam });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** The lists follow a moment later than the organizer itself. */
function forgetLists(queries: QueryClient): void {
  setTimeout(() => void queries.invalidateQueries({ queryKey: ['organizers', 'list'] }), 600);
}

function useChanged() {
  const queries = useQueryClient();
  return (organizer: Organizer) => {
    queries.setQueryData(organizerQuery(organizer.id).queryKey, organizer);
    forgetLists(queries);
  };
}

export const useNewOrganizer = (clientId: string) =>
  useMutation({
    mutationFn: (asked: NewOrganizer) => post<Organizer>(`/v1/clients/${clientId}/organizers`, asked),
    onSuccess: useChanged(),
  });

export type OrganizerAct = { path: string; body?: unknown; method?: 'POST' | 'PATCH'; version?: number };

/** Every change answers the whole organizer. */
export function useOrganizerAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body, method = 'POST', version }: OrganizerAct) => {
      const at = `/v1/organizers/${id}${path}`;
      return method === 'PATCH' ? patch<Organizer>(at, body, version) : post<Organizer>(at, body, { version });
    },
    onSuccess: useChanged(),
    onError: () => void queries.invalidateQueries({ queryKey: organizerQuery(id).queryKey, exact: true }),
  });
}
