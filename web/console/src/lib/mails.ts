import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { MailLine, MailView, NewClientMail } from '../../../../functions/notifications/client-mail.ts';
import { type Batch, watchBatch } from './batches.ts';
import { type Page, post, read } from './http.ts';
import { tellTrouble } from './notices.ts';

export type Mail = z.output<typeof MailView>;
export type MailRow = z.output<typeof MailLine>;

/** Of one client, or of all in one state; newest first. */
export const mailsQuery = (of: { clientId: string } | { status: Mail['status'] }) =>
  infiniteQueryOptions({
    queryKey: ['mails', 'list', of],
    queryFn: ({ pageParam }) =>
      'clientId' in of
        ? read<Page<MailRow>>(`/v1/clients/${of.clientId}/mails`, { limit: 50, cursor: pageParam })
        : read<Page<MailRow>>('/v1/mails', { ...of, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const mailQuery = (id: string) =>
  queryOptions({ queryKey: ['mails', id], queryFn: () => read<Mail>(`/v1/mails/${id}`) });

/** The lists follow a moment later than the mail itself. */
export function useMailChanges() {
  const queries = useQueryClient();
  const onSuccess = (mail: Mail) => {
    queries.setQueryData(mailQuery(mail.id).queryKey, mail);
    setTimeout(() => void queries.invalidateQueries({ queryKey: ['mails', 'list'] }), 500);
  };
  return {
    act: useMutation({
      mutationFn: ({ mail: { id, version }, act }: { mail: Mail; act: 'release' | 'discard' }) =>
        post<Mail>(`/v1/mails/${id}/${act}`, undefined, { version }),
      onSuccess,
    }),
    write: useMutation({
      mutationFn: ({ clientId, ...mail }: { clientId: string } & z.input<typeof NewClientMail>) =>
        post<Mail>(`/v1/clients/${clientId}/mails`, mail),
      onSuccess,
    }),
  };
}

export type HeldAct = 'release' | 'discard';

/** What is held at this moment, of one client or of all: it goes on when the page is left. */
export function useHeldMails() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ act, clientId }: { act: HeldAct; clientId: string | undefined }) =>
      post<Batch>(`/v1/mails/${act}`, clientId === undefined ? {} : { clientId }),
    onSuccess: ({ id }) => {
      watchBatch(id);
      void queries.invalidateQueries({ queryKey: ['mails'] });
    },
    onError: tellTrouble,
  });
}
