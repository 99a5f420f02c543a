import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Key, Line } from '../templates/texts.ts';
import { shipped, ShippedKey, shippedKeys } from './library.ts';
import { QuestionnaireContent } from './question.ts';

/** Written, or one of those that are shipped, or a copy of another: one of the three. */
export const NewQuestionnaire = z
  .strictObject({
    content: QuestionnaireContent.optional(),
    from: z.literal('library').optional(),
    /** The shipped one that is taken over; or what the copy is called by. */
    key: Key.optional(),
    copyOf: Id('questionnaire').optional(),
    /** What the copy is called. */
    name: Line(120).optional(),
    /** Whether its first version is released at once. */
    release: z.boolean().optional(),
  })
  .superRefine(({ content, from, copyOf, key, name }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const ways = [content, from, copyOf].filter((one) => one !== undefined).length;
    if (ways !== 1) refuse([], 'Give content, or from and key, or copyOf and key');
    else if (content && key !== undefined) refuse(['key'], 'The key stands in the content');
    else if (!content && key === undefined) refuse(['key'], 'Say which: by its key');
    else if (from && !ShippedKey.safeParse(key).success) refuse(['key'], `There are ${shippedKeys.join(', ')}`);
    if (ways === 1 && name !== undefined && copyOf === undefined) refuse(['name'], 'The name stands in the content');
  })
  .meta({ id: 'NewQuestionnaire' });
export type NewQuestionnaire = z.output<typeof NewQuestionnaire>;

/** What a new questionnaire asks; `original` is what the one asks that it is a copy of. */
export function contentOf(
  { content, from, key, name }: NewQuestionnaire,
  original?: QuestionnaireContent,
): QuestionnaireContent {
  if (content) return content;
  if (from) return shipped(ShippedKey.parse(key));
  if (!original || key === undefined) throw invalid({ path: 'body', message: 'There is nothing to make it of' });
  return { ...original, key, name: name ?? original.name };
}
