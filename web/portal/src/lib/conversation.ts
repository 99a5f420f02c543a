import type * as z from 'zod';
import type { PortalConversation, PortalMessage, PortalThread } from '../../../../functions/messages/portal-view.ts';
import { call } from './http.ts';

export type Conversation = z.output<typeof PortalConversation>;
export type Line = z.output<typeof PortalThread>;
export type Said = z.output<typeof PortalMessage>;
export type SaidFile = Said['files'][number];

/** With the last of what was said in it, or with what was said before that. */
export const readConversation = (id: string, cursor?: string): Promise<Conversation> =>
  call('GET', `threads/${id}${cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`}`);

/** Up to where it was shown. */
export const markRead = (id: string, upTo: number): Promise<void> => call('POST', `threads/${id}/read`, { upTo });

type Writing = { text: string; documentIds: readonly string[] };

export const write = (id: string, said: Writing): Promise<Said> => call('POST', `threads/${id}/messages`, said);

export const begin = (started: Writing & { clientId: string; subject: string }): Promise<Line> =>
  call('POST', 'threads', started);

export const downloadLink = (documentId: string): Promise<{ url: string }> =>
  call('GET', `documents/${documentId}/download`);
