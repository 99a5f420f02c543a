import * as z from 'zod';
import { broken, forbidden } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';

/** What a reviewer wants looked at again. It stays open until it was answered and the reviewer is content. */
export const ReviewNote = z.object({
  id: Id('reviewNote'),
  jobId: Id('job'),
  clientId: Id('client').optional(),
  taskId: Id('task'),
  text: Text(5000),
  raisedBy: z.string(),
  raisedAt: z.iso.datetime(),
  answer: Text(5000).optional(),
  answeredBy: z.string().optional(),
  answeredAt: z.iso.datetime().optional(),
  clearedBy: z.string().optional(),
  clearedAt: z.iso.datetime().optional(),
});
export type ReviewNote = z.output<typeof ReviewNote>;

export const ReviewNoteInput = z.strictObject({ text: ReviewNote.shape.text }).meta({ id: 'ReviewNoteInput' });
export const ReviewAnswer = z.strictObject({ text: ReviewNote.shape.text }).meta({ id: 'ReviewAnswer' });
export const ReviewNoteView = ReviewNote.extend({
  version: z.int(),
  can: z.object({ answer: z.boolean(), clear: z.boolean() }),
}).meta({ id: 'ReviewNote' });

export const isOpen = ({ clearedAt }: ReviewNote): boolean => clearedAt === undefined;

export function answer(note: ReviewNote, text: string, by: string, now: string): ReviewNote {
  if (!isOpen(note)) throw broken('This note was cleared already');
  return { ...note, answer: text, answeredBy: by, answeredAt: now };
}

/** Who raised it is content with it, or who leads is. An answer to one's own note clears nothing by itself. */
export function clear(note: ReviewNote, caller: { id: string; role: string }, now: string): ReviewNote {
  if (!isOpen(note)) throw broken('This note was cleared already');
  if (caller.id !== note.raisedBy && caller.role === 'member')
    throw forbidden('A note is cleared by who raised it, or by who leads');
  return { ...note, clearedBy: caller.id, clearedAt: now };
}
