import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { HeldReplyView } from '../../../../functions/messages/held-routes.ts';
import type { ThreadNoteView } from '../../../../functions/messages/note.ts';
import type { NewThread as New, ThreadPatch as Patch } from '../../../../functions/messages/thread.ts';
import type { MessageView, ThreadView, WholeThread } from '../../../../functions/messages/view.ts';
import { type Page, patch, post, read } from './http.ts';

export type ThreadLine = z.output<typeof ThreadView>;
export type Thread = z.output<typeof WholeThread>;
export type Message = z.output<typeof MessageView>;
export type ThreadNote = z.output<typeof ThreadNoteView>;
export type HeldReply = z.output<typeof HeldReplyView>;
export type NewThread = z.input<typeof New>;
export type ThreadState = Thread['state'];

/** Others write while nobody looks: what is opened again is read anew. */
export const threadQuery = (id: string) =>
  queryOptions({ queryKey: ['threads', id], queryFn: () => read<Thread>(`/v1/threads/${id}`), staleTime: 0 });

type Which = { clientId: string } | { jobId: string } | { state: ThreadState; assignedTo?: string };

function placeOf(which: Which): [path: string, query: Record<string, string>] {
  if ('clientId' in which) return [`/v1/clients/${which.clientId}/threads`, {}];
  if ('jobId' in which) return [`/v1/jobs/${which.jobId}/threads`, {}];
  return ['/v1/threads', which];
}

/** With one client or about one job, the last said first; or the inbox, who has waited longest first. */
export const threadsQuery = (which: Which) =>
  infiniteQueryOptions({
    queryKey: ['threads', 'list', which],
    staleTime: 0,
    queryFn: ({ pageParam }) => {
      const [path, query] = placeOf(which);
      return read<Page<ThreadLine>>(path, { ...query, limit: 50, cursor: pageParam });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

const paged = <T>(id: string, what: 'messages' | 'notes') =>
  infiniteQueryOptions({
    queryKey: ['threads', id, what],
    queryFn: ({ pageParam }) => read<Page<T>>(`/v1/threads/${id}/${what}`, { limit: 50, cursor: pageParam }),
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

const everyFewSeconds = 3_000;
const isChecking = ({ files }: Message) => files.some(({ status }) => status === 'checking');

/** The last first; looked at again as long as a file is on its way. */
export const messagesQuery = (id: string) => ({
  ...paged<Message>(id, 'messages'),
  refetchInterval: ({ state: { data } }: { state: { data?: { pages: readonly Page<Message>[] } | undefined } }) =>
    data?.pages.some(({ items }) => items.some(isChecking)) ? everyFewSeconds : (false as const),
});

export const notesQuery = (id: string) => paged<ThreadNote>(id, 'notes');

export const heldRepliesQuery = (id: string) =>
  queryOptions({
    queryKey: ['threads', id, 'replies'],
    queryFn: () => read<Page<HeldReply>>(`/v1/threads/${id}/replies`),
    staleTime: 0,
  });

/** The lists follow a moment later than the conversation itself. */
function forgetLists(queries: QueryClient): void {
  setTimeout(() => void queries.invalidateQueries({ queryKey: ['threads', 'list'] }), 600);
}

export function useNewThread(clientId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (begun: NewThread) => post<ThreadLine>(`/v1/clients/${clientId}/threads`, begun),
    onSuccess: () => forgetLists(queries),
  });
}

type Said = { text: string; mentions: string[]; documentIds?: string[] };
type Act =
  | { says: Said }
  | { notes: Said }
  | { change: z.input<typeof Patch>; version: number }
  | { turn: 'close' | 'reopen' }
  | { reply: string; as: 'accept' | 'discard' }
  | { readUpTo: number };

/** What is done with a conversation; what it is then is read anew. */
export function useThreadAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: Act): Promise<unknown> => {
      const at = `/v1/threads/${id}`;
      if ('says' in act) return post(`${at}/messages`, act.says);
      if ('notes' in act) return post(`${at}/notes`, act.notes);
      if ('change' in act) return patch(at, act.change, act.version);
      if ('reply' in act) return post(`${at}/replies/${act.reply}/${act.as}`);
      if ('turn' in act) return post(`${at}/${act.turn}`);
      return post(`${at}/read`, { upTo: act.readUpTo });
    },
    onSettled: () => {
      forgetLists(queries);
      return queries.invalidateQueries({ queryKey: threadQuery(id).queryKey });
    },
  });
}
