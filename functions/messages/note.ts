import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { entity } from '../../shared/table/entity.ts';
import { Text } from '../../shared/table/fields.ts';
import { clients } from '../clients/store.ts';

/**
 * What the team says among itself about a conversation. It stands in a partition of its own, that nothing reads which
 * answers a client or writes to one: no mistake in a view can let it out.
 */
export const ThreadNote = z.object({
  id: Id('threadNote'),
  threadId: Id('thread'),
  clientId: Id('client'),
  by: Id('member'),
  text: Text(20_000),
  at: z.iso.datetime(),
  mentions: z.array(Id('member')).max(20).optional(),
});
export type ThreadNote = z.output<typeof ThreadNote>;

export const ThreadNoteInput = z
  .strictObject({ text: ThreadNote.shape.text, mentions: z.array(Id('member')).max(20).default([]) })
  .meta({ id: 'ThreadNoteInput' });

export const ThreadNoteView = ThreadNote.omit({ threadId: true, clientId: true })
  .extend({ version: z.int() })
  .meta({ id: 'ThreadNote' });

export const partitionOfNotes = (threadId: string) => `THREAD-NOTES#${threadId}`;

export const threadNotes = entity({
  name: 'thread note',
  schema: ThreadNote,
  key: ({ threadId, id }: Pick<ThreadNote, 'threadId' | 'id'>) => ({
    pk: partitionOfNotes(threadId),
    sk: `NOTE#${id}`,
  }),
  id: ({ threadId, id }) => ({ threadId, id }),
  // By its client it is found when that is merged or erased.
  indexes: ({ id, clientId }) => ({ byClientPk: clients.key(clientId).pk, byClientSk: `THREAD-NOTE#${id}` }),
  clientIds: ({ clientId }) => [clientId],
});
