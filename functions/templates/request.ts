import * as z from 'zod';
import { Key, Line, RuleText, WhenText } from './texts.ts';

const Files = z
  .string()
  .regex(/^\d{1,3}\.\.\d{1,3}$/, 'As in 0..5')
  .refine((text) => {
    const [least, most] = text.split('..').map(Number) as [number, number];
    return least <= most && most > 0;
  }, 'At least as many at most, as in 0..5');

const always = {
  /** By which conditions know its answer. */
  key: z
    .string()
    .max(60)
    .regex(/^[a-z][A-Za-z0-9]*$/, 'Letters and digits, as in newStarters')
    .optional(),
  when: WhenText.optional(),
  optional: z.boolean().optional(),
  /** Gives the client the answer “doesn’t apply”. */
  allowNotApplicable: z.boolean().optional(),
};
/** A pattern. */
const title = Line(400);
/** Repeats the item over a list. */
const each = Line(60).optional();

const accepted = ['pdf', 'image', 'csv', 'xlsx', 'docx', 'ofx', 'any'] as const;

/** One thing that is asked of a client. */
export const TemplateItem = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('upload'),
      title,
      each,
      accept: z.array(z.enum(accepted)).min(1).max(10),
      files: Files.optional(),
      ...always,
    }),
    z.strictObject({
      kind: z.literal('answer'),
      title,
      each,
      type: z.enum(['text', 'long-text', 'yes-no', 'yes-no-text', 'money', 'number', 'date', 'choice']),
      choices: z.array(Line(120)).min(2).max(30).optional(),
      ...always,
    }),
    z.strictObject({ kind: z.literal('confirm'), title, attach: Key.optional(), ...always }),
    z.strictObject({ kind: z.literal('questionnaire'), title: title.optional(), ref: Key, ...always }),
    z.strictObject({
      kind: z.literal('sign'),
      title,
      signers: z.enum(['all-taxpayers', 'officer', 'sponsor', 'main-contact']),
      identityCheck: Key.optional(),
      ...always,
    }),
  ])
  .meta({ id: 'TemplateItem' });
export type TemplateItem = z.output<typeof TemplateItem>;

/** What a job of this template asks of its client. */
export const TemplateRequest = z
  .strictObject({
    key: Key,
    title: Line(300),
    why: Line(500).optional(),
    /** What follows if it does not come. */
    consequence: Line(500).optional(),
    dueOn: RuleText,
    ladder: z.enum(['standard', 'short', 'urgent', 'season']),
    items: z.array(TemplateItem).min(1).max(100),
    completeWhen: Line(200).optional(),
  })
  .meta({ id: 'TemplateRequest' });
export type TemplateRequest = z.output<typeof TemplateRequest>;
