import * as z from 'zod';
import { broken, DomainError, invalid, notFound } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { ofKind } from '../../shared/table/fields.ts';
import { fieldsOf, parsePattern, PatternText } from '../templates/pattern.ts';
import { draft, type Wording } from './compose.ts';
import { fieldNames, sampleFields } from './fields.ts';

const audiences = ['client', 'team'] as const;

/** A mail as it is shipped, or as the firm words it. */
export type Words = Wording & {
  readonly key: string;
  readonly name: string;
  readonly for: (typeof audiences)[number];
  /** Why nothing sends it, of one that is shipped before what it tells of. */
  readonly notYet?: string;
};

const Subject = PatternText(300).refine((text) => !text.includes('\n'), 'One line');

export const MailTemplateInput = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    for: z.enum(audiences).default('client'),
    subject: Subject,
    text: PatternText(5000),
  })
  .meta({ id: 'MailTemplateInput' });
type Input = z.output<typeof MailTemplateInput>;

/** The firm's own words for a mail. After a reset they are gone, and the shipped ones hold. */
export const MailTemplate = z.object({
  key: z.string(),
  name: z.string(),
  for: z.enum(audiences),
  subject: z.string(),
  text: ofKind('text', z.string()),
  status: z.enum(['own', 'reset']),
  by: z.string(),
  changedAt: z.iso.datetime(),
});
export type MailTemplate = z.output<typeof MailTemplate>;

export const MailTemplateView = z
  .object({
    key: z.string(),
    name: z.string(),
    for: z.enum(audiences),
    subject: z.string(),
    text: z.string(),
    /** Whether there are shipped words to go back to. */
    shipped: z.boolean(),
    /** Whether these are the firm's own words. */
    own: z.boolean(),
    fields: z.array(z.string()),
    /** Why nothing sends it yet. */
    notYet: z.string().optional(),
    by: z.string().optional(),
    changedAt: z.iso.datetime().optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), reset: z.boolean() }),
  })
  .meta({ id: 'MailTemplate' });

export const MailTemplateLine = MailTemplateView.omit({ text: true }).meta({ id: 'MailTemplateLine' });

/** A list of them is read in one page of the table, which holds a megabyte. */
export const mostOwn = 60;

/** The one that holds: the firm's own words, else the shipped ones. */
export type Holding = { shipped: Words | undefined; own: Stored<MailTemplate> | undefined };

export function wordsOf({ shipped, own }: Holding, key: string): Words {
  const words = own?.status === 'own' ? own : shipped;
  if (!words) throw notFound('mail template', key);
  return words;
}

const parts = ['subject', 'text'] as const;

const at = { today: '2026-04-01' };

/** Refuses by name what is no field, and what a field cannot do. */
export function checkFields(wording: Wording): void {
  for (const part of parts) {
    const path = `body.${part}`;
    const unknown = fieldsOf(parsePattern(wording[part])).filter((name) => !fieldNames.includes(name));
    if (unknown.length > 0)
      throw invalid(...unknown.map((name) => ({ path, message: `There is no field {${name}} in mails` })));
    const { missing } = tried(wording[part], path);
    if (missing.length > 0)
      throw invalid(...missing.map((name) => ({ path, message: `{${name}} is not known of each in the list` })));
  }
}

function tried(text: string, path: string) {
  try {
    return draft({ subject: '', text }, sampleFields, at);
  } catch (error) {
    if (error instanceof DomainError) throw invalid({ path, message: error.message });
    throw error;
  }
}

export function reword(
  { shipped, own }: Holding,
  key: string,
  input: Input,
  { others, by, now }: { others: number; by: string; now: string },
): MailTemplate {
  if (shipped && shipped.for !== input.for)
    throw invalid({ path: 'body.for', message: `This mail is shipped for a ${shipped.for}, and stays so` });
  if (own?.status !== 'own' && others >= mostOwn)
    throw broken(`A firm words at most ${mostOwn} mails itself; reset one first`);
  checkFields(input);
  return { key, ...input, status: 'own', by, changedAt: now };
}

/** Nothing is left of the firm's words but that there were some. */
export function reset(own: MailTemplate, by: string, now: string): MailTemplate {
  return { ...own, name: 'Reset', subject: 'Reset', text: 'Reset', status: 'reset', by, changedAt: now };
}

export function show(holding: Holding, key: string, caller: Caller) {
  const { shipped, own } = holding;
  const words = wordsOf(holding, key);
  const isOwn = own?.status === 'own';
  const mayEdit = caller.role === 'admin' || caller.role === 'manager';
  const notYet = shipped?.notYet;
  return {
    key,
    name: words.name,
    for: words.for,
    subject: words.subject,
    text: words.text,
    shipped: shipped !== undefined,
    own: isOwn,
    fields: [...new Set(parts.flatMap((part) => fieldsOf(parsePattern(words[part]))))],
    ...(notYet !== undefined && { notYet }),
    ...(isOwn && { by: own.by, changedAt: own.changedAt }),
    version: own?.version ?? 0,
    can: { edit: mayEdit, reset: mayEdit && isOwn },
  };
}
