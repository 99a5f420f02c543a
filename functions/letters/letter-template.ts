import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { fill, parsePattern, PatternText } from '../templates/pattern.ts';
import { fieldIn, type Fields, type Writing } from '../templates/pattern-value.ts';
import { LetterKind } from './letter.ts';

/** The words of a letter, with fields in them. */
export const LetterWords = z
  .strictObject({
    kind: LetterKind,
    title: PatternText(200),
    text: PatternText(40_000),
  })
  .meta({ id: 'LetterWords' });
export type LetterWords = z.output<typeof LetterWords>;

/**
 * What the letter would say now; a field that is empty stands in it as it is written, and among the missing.
 * No service stands in its title: everyone of the firm reads that, and not everyone what the work costs.
 */
export function drawUp({ title, text }: Pick<LetterWords, 'title' | 'text'>, fields: Fields, writing: Writing) {
  const { services, ...others } = fields;
  const plain = { ...others, today: { on: writing.today } };
  const head = fill(parsePattern(title), fieldIn(plain), writing);
  const body = fill(parsePattern(text), fieldIn({ ...plain, services }), writing);
  return {
    title: head.text.trim(),
    text: body.text.trim(),
    missing: [...new Set([...head.missing, ...body.missing])],
  };
}

/** The words as they are to be sent. Nobody signs a letter with a hole in it: all that is missing is named at once. */
export function written(words: Pick<LetterWords, 'title' | 'text'>, fields: Fields, writing: Writing) {
  const { missing, ...letter } = drawUp(words, fields, writing);
  if (missing.length === 0) return letter;
  const names = new Intl.ListFormat('en-GB').format(missing.map((path) => `{${path}}`));
  throw broken(`${names} ${missing.length === 1 ? 'is' : 'are'} empty, and no letter is sent with a hole in it`, {
    fields: missing,
  });
}
