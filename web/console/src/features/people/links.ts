import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { MailView } from '../../../../../functions/notifications/client-mail.ts';
import type { CopiedLink, PortalLinkView } from '../../../../../functions/portal/link.ts';
import { post, read, remove } from '../../lib/http.ts';

export type PageLink = z.output<typeof PortalLinkView>;

const pathOf = (contactId: string) => `/v1/contacts/${contactId}/portal-links`;

export const linksQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['people', contactId, 'links'],
    queryFn: async () => (await read<{ items: PageLink[] }>(pathOf(contactId))).items,
  });

/** A new link is listed a moment later than it is made. */
export function useLinks(contactId: string) {
  const queries = useQueryClient();
  const path = pathOf(contactId);
  const { queryKey } = linksQuery(contactId);
  const onSuccess = () => {
    setTimeout(() => void queries.invalidateQueries({ queryKey }), 600);
    void queries.invalidateQueries({ queryKey: ['mails', 'list'] });
  };
  const without = (isGone: (link: PageLink) => boolean) =>
    queries.setQueryData(queryKey, (links) => links?.filter((one) => !isGone(one)));
  return {
    mail: useMutation({ mutationFn: () => post<z.output<typeof MailView>>(path), onSuccess }),
    copy: useMutation({ mutationFn: () => post<z.output<typeof CopiedLink>>(`${path}/copy`), onSuccess }),
    revoke: useMutation({
      mutationFn: (id: string) => remove(`${path}/${id}`),
      onSuccess: (_, id) => without((one) => one.id === id),
    }),
    revokeAll: useMutation({ mutationFn: () => remove(path), onSuccess: () => without(() => true) }),
  };
}
