import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';

/** Files that came with a mail and could not be taken, by name. */
export const LeftOut = z.array(z.string().max(200)).max(20);

/** Something said between the firm and a client. Both sides read it. */
export const Message = z.object({
  id: Id('message'),
  threadId: Id('thread'),
  clientId: Id('client'),
  /** Its place in the conversation, from 1 on. */
  number: z.int().min(1),
  /** Who wrote it: of the team, or of the client. */
  by: z.string(),
  /** As who of the team wrote it was called then: clients are told no more of them. */
  name: z.string().max(200).optional(),
  text: Text(20_000),
  at: z.iso.datetime(),
  /** Who of the team is named in it. */
  mentions: z.array(Id('member')).max(20).optional(),
  documentIds: z.array(Id('document')).max(10).optional(),
  leftOut: LeftOut.optional(),
});
export type Message = z.output<typeof Message>;

export const MessageInput = z
  .strictObject({
    text: Message.shape.text,
    mentions: Message.shape.mentions.default([]),
    documentIds: Message.shape.documentIds.default([]),
  })
  .meta({ id: 'MessageInput' });
export type MessageInput = z.output<typeof MessageInput>;

type Writing = { id: string; threadId: string; clientId: string; number: number; by: string; at: string };

export const say = (
  {
    text,
    mentions = [],
    documentIds = [],
    leftOut = [],
  }: Pick<Message, 'text' | 'mentions' | 'documentIds' | 'leftOut'>,
  { name, ...writing }: Writing & { name?: string },
): Message => ({
  ...writing,
  ...(name !== undefined && { name }),
  text,
  ...(mentions.length > 0 && { mentions }),
  ...(documentIds.length > 0 && { documentIds }),
  ...(leftOut.length > 0 && { leftOut }),
});

const erased = 'Erased';
export function blankMessage(message: Message): Message {
  const { leftOut: _, ...rest } = message;
  return { ...rest, text: erased };
}
export const isBlank = ({ text }: Pick<Message, 'text'>): boolean => text === erased;
