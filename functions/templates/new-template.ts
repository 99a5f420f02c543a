import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { fromLibrary, LibraryKey, libraryKeys } from './library.ts';
import { TemplateContent } from './template.ts';
import { Key, Line } from './texts.ts';

/** Written, or taken from the library, or copied: one of the three. */
export const NewTemplate = z
  .strictObject({
    content: TemplateContent.optional(),
    from: z.literal('library').optional(),
    /** The one of the library that is taken; or what the copy is called by. */
    key: Key.optional(),
    copyOf: Id('template').optional(),
    /** What the copy is called. */
    name: Line(120).optional(),
  })
  .superRefine(({ content, from, copyOf, key, name }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const ways = [content, from, copyOf].filter((one) => one !== undefined).length;
    if (ways !== 1) refuse([], 'Give content, or from and key, or copyOf and key');
    else if (content && key !== undefined) refuse(['key'], 'The key stands in the content');
    else if (!content && key === undefined) refuse(['key'], 'Say which: by its key');
    else if (from && !LibraryKey.safeParse(key).success) refuse(['key'], `The library has ${libraryKeys.join(', ')}`);
    if (ways === 1 && name !== undefined && copyOf === undefined) refuse(['name'], 'The name stands in the content');
  })
  .meta({ id: 'NewTemplate' });
export type NewTemplate = z.output<typeof NewTemplate>;

/** The content of a new template; `original` is that of the one it is a copy of. */
export function contentOf({ content, from, key, name }: NewTemplate, original?: TemplateContent): TemplateContent {
  if (content) return content;
  if (from) return fromLibrary(LibraryKey.parse(key));
  if (!original || key === undefined) throw invalid({ path: 'body', message: 'There is nothing to make it of' });
  return { ...original, key, name: name ?? original.name };
}
