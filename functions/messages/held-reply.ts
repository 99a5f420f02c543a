import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import { Text } from '../../shared/table/fields.ts';
import { LeftOut, Message } from './message.ts';
import { threads } from './store.ts';

/** A reply that came by the address of one person and not surely from them: someone of the team decides what it is. */
export const HeldReply = z.object({
  id: Id('message'),
  threadId: Id('thread'),
  clientId: Id('client'),
  /** Whose reply it would be. */
  contactId: Id('contact'),
  /** The address that it says it comes from. */
  from: z.string().max(320),
  text: Text(20_000),
  documentIds: Message.shape.documentIds,
  leftOut: LeftOut.optional(),
  at: z.iso.datetime(),
  /** Why it was held. */
  why: z.string().max(300),
  decided: z.object({ as: z.enum(['accepted', 'discarded']), by: Id('member'), at: z.iso.datetime() }).optional(),
});
export type HeldReply = z.output<typeof HeldReply>;

export const heldReplies = entity({
  name: 'held reply',
  schema: HeldReply,
  key: ({ threadId, id }: Pick<HeldReply, 'threadId' | 'id'>) => ({
    pk: threads.key(threadId).pk,
    sk: `REPLY#${id}`,
  }),
  id: ({ threadId, id }) => ({ threadId, id }),
  clientIds: ({ clientId }) => [clientId],
});

export function decide(reply: Stored<HeldReply>, as: 'accepted' | 'discarded', by: string, at: string): HeldReply {
  if (reply.decided) throw broken(`This reply was ${reply.decided.as} already`);
  return { ...reply, decided: { as, by, at } };
}

export const blankReply = ({ leftOut: _, ...reply }: HeldReply): HeldReply => ({
  ...reply,
  text: 'Erased',
  from: 'Erased',
});
