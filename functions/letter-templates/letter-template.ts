import * as z from 'zod';
import { broken, DomainError, invalid, notFound } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { ofKind } from '../../shared/table/fields.ts';
import { checkSettable } from '../letters/drafting.ts';
import { drawUp, LetterWords } from '../letters/letter-template.ts';
import { LetterKind } from '../letters/letter.ts';
import { fieldsOf, parsePattern } from '../templates/pattern.ts';
import { fieldNames, isForTitles, sampleFields } from './fields.ts';

/** The words of a letter as they are shipped, or as the firm has them. */
export type Named = LetterWords & { readonly key: string; readonly name: string };

export const LetterTemplateInput = LetterWords.extend({ name: z.string().trim().min(1).max(80) }).meta({
  id: 'LetterTemplateInput',
});
type Input = z.output<typeof LetterTemplateInput>;

/** The firm's own words for a letter. After a reset they are gone, and the shipped ones hold. */
export const LetterTemplate = z.object({
  key: z.string(),
  name: z.string(),
  kind: LetterKind,
  title: z.string(),
  text: ofKind('text', z.string()),
  status: z.enum(['own', 'reset']),
  by: z.string(),
  changedAt: z.iso.datetime(),
});
export type LetterTemplate = z.output<typeof LetterTemplate>;

/** The same without its text, which may be long: all of these are read at once. */
export const TemplateLine = LetterTemplate.omit({ text: true });
export type TemplateLine = z.output<typeof TemplateLine>;

export const lineOf = ({ text: _, ...line }: LetterTemplate): TemplateLine => line;

export const LetterTemplateLine = z
  .object({
    key: z.string(),
    name: z.string(),
    kind: LetterKind,
    title: z.string(),
    /** Whether there are shipped words to go back to. */
    shipped: z.boolean(),
    /** Whether these are the firm's own words. */
    own: z.boolean(),
    by: z.string().optional(),
    changedAt: z.iso.datetime().optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), reset: z.boolean() }),
  })
  .meta({ id: 'LetterTemplateLine' });

export const LetterTemplateView = LetterTemplateLine.extend({
  text: z.string(),
  /** The fields in it. */
  fields: z.array(z.string()),
  /** Those that a letter of its kind can have. */
  known: z.array(z.string()),
}).meta({ id: 'LetterTemplate' });

/** They are read in one page of the table. */
export const mostOwn = 60;

/** The words as they are shipped, and the firm's own; of a list, without their text. */
export type Holding<Words extends TemplateLine = LetterTemplate> = {
  shipped: Named | undefined;
  own: Stored<Words> | undefined;
};

/** The words that hold: the firm's own, else the shipped ones. */
export function inUse({ shipped, own }: Holding): LetterWords | undefined {
  const words = own?.status === 'own' ? own : shipped;
  return words && { kind: words.kind, title: words.title, text: words.text };
}

export function wordsOf(holding: Holding, key: string): LetterWords {
  const words = inUse(holding);
  if (!words) throw notFound('letter template', key);
  return words;
}

const parts = ['title', 'text'] as const;
type Part = (typeof parts)[number];
const at = { today: '2026-04-01' };

/** Refuses by name what is no field of such letters, what a field cannot do, and what the letter's file could not show. */
export function checkFields(words: LetterWords): void {
  for (const part of parts) checkPart(words, part);
}

function checkPart(words: LetterWords, part: Part): void {
  const refuse = (names: string[], why: (name: string) => string) => {
    if (names.length > 0) throw invalid(...names.map((name) => ({ path: `body.${part}`, message: why(name) })));
  };
  const named = fieldsOf(parsePattern(words[part]));
  const known = fieldNames(words.kind);
  const unknown = named.filter((name) => !known.includes(name));
  refuse(unknown, (name) => `There is no field {${name}} in letters of this kind`);
  const costly = part === 'title' ? named.filter((name) => !isForTitles(name)) : [];
  refuse(costly, (name) => `{${name}} stands in no title: everyone of the firm reads that, whatever they may see`);
  const { missing } = tried(words, part);
  refuse(missing, (name) => `{${name}} is known of each service alone: write it within {for each service}`);
}

function tried(words: LetterWords, part: Part) {
  const path = `body.${part}`;
  try {
    checkSettable(words[part]);
    return drawUp({ title: '', text: '', [part]: words[part] }, sampleFields(words.kind), at);
  } catch (error) {
    if (error instanceof DomainError) throw invalid({ path, message: error.message });
    throw error;
  }
}

type Change = { others: number; by: string; now: string };

export function reword({ shipped, own }: Holding, key: string, input: Input, change: Change): LetterTemplate {
  const { others, by, now } = change;
  if (shipped && shipped.kind !== input.kind)
    throw invalid({ path: 'body.kind', message: `This letter is shipped as “${shipped.kind}”, and stays that` });
  if (own?.status !== 'own' && others >= mostOwn)
    throw broken(`A firm words at most ${mostOwn} letters itself; reset one first`);
  checkFields(input);
  return { key, ...input, status: 'own', by, changedAt: now };
}

/** Nothing is left of the firm's words but that there were some. */
export function reset(own: LetterTemplate, by: string, now: string): LetterTemplate {
  return { ...own, name: 'Reset', title: 'Reset', text: 'Reset', status: 'reset', by, changedAt: now };
}

export function showLine({ shipped, own }: Holding<TemplateLine>, key: string, caller: Caller) {
  const isOwn = own?.status === 'own';
  const words = isOwn ? own : shipped;
  if (!words) throw notFound('letter template', key);
  const mayEdit = caller.role === 'admin' || caller.role === 'manager';
  return {
    key,
    name: words.name,
    kind: words.kind,
    title: words.title,
    shipped: shipped !== undefined,
    own: isOwn,
    ...(isOwn && { by: own.by, changedAt: own.changedAt }),
    version: own?.version ?? 0,
    can: { edit: mayEdit, reset: mayEdit && isOwn },
  };
}

export function show(holding: Holding, key: string, caller: Caller) {
  const words = wordsOf(holding, key);
  return {
    ...showLine(holding, key, caller),
    text: words.text,
    fields: [...new Set(parts.flatMap((part) => fieldsOf(parsePattern(words[part]))))],
    known: fieldNames(words.kind),
  };
}
