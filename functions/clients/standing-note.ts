import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { withIds } from './listed.ts';

/** A short text shown wherever the client is. Who changed it last, and when, is kept with it. */
export const StandingNote = z.object({
  id: Id('standingNote'),
  text: Text(500),
  by: z.string(),
  at: z.iso.datetime(),
});
export type StandingNote = z.output<typeof StandingNote>;

export const StandingNoteInput = z
  .strictObject({ id: Id('standingNote').optional(), text: StandingNote.shape.text })
  .meta({ id: 'StandingNoteInput' });

type Author = { by: string; at: string };

/** What was left as it was stays in the name of who wrote it. */
export function pin(
  had: readonly StandingNote[],
  given: readonly z.output<typeof StandingNoteInput>[],
  newId: () => string,
  { by, at }: Author,
): StandingNote[] {
  return withIds('standingNotes', had, given, newId).map(({ id, text }) => {
    const before = had.find((one) => one.id === id);
    return before?.text === text ? before : { id, text, by, at };
  });
}
