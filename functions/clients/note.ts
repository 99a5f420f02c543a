import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Text } from '../../shared/table/fields.ts';

export const Note = z.object({
  id: Id('note'),
  clientId: Id('client'),
  text: Text(20_000),
  author: z.string(),
  createdAt: z.iso.datetime(),
});
export type Note = z.output<typeof Note>;

export const NoteInput = z.strictObject({ text: Note.shape.text }).meta({ id: 'NoteInput' });

export const NoteView = Note.extend({ version: z.int(), can: z.object({ edit: z.boolean() }) }).meta({ id: 'Note' });

/** A text that a later one replaced. */
export const NoteRevision = z.object({ version: z.int(), text: z.string() }).meta({ id: 'NoteRevision' });

export const write = (text: string, clientId: string, author: string, id: string, now: string): Note => ({
  id,
  clientId,
  text,
  author,
  createdAt: now,
});

/** Who wrote a note may change it, and who leads; what it said before is kept. */
export const mayEdit = (note: Note, caller: Caller): boolean =>
  caller.role !== 'guest' && (note.author === caller.id || caller.role !== 'member');

export const view = (note: Stored<Note>, caller: Caller) => ({ ...note, can: { edit: mayEdit(note, caller) } });

const erased = 'Erased';
/** Notes blanked in one transaction; a client with more is erased in several. */
export const notesAtOnce = 40;

export const blank = (note: Note): Note => ({ ...note, text: erased });
export const isErased = (note: Note): boolean => note.text === erased;
