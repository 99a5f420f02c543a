import * as z from 'zod';
import { Key, Line } from '../templates/texts.ts';
import { writableNames } from './writable.ts';

export const kinds = [
  'short-text',
  'long-text',
  'number',
  'money',
  'date',
  'yes-no',
  'one-of',
  'several-of',
  'file',
  'confirmation',
  'text-block',
] as const;
export const Kind = z.enum(kinds);
export type Kind = z.output<typeof Kind>;

const names = writableNames.map((name) => name.replaceAll('.', '\\.')).join('|');

/** Where in the record of the client, or of who of them answered, an answer goes when it is accepted. */
export const Target = z
  .string()
  .max(60)
  .regex(
    new RegExp(`^(?:${names}|custom\\.[a-z][a-z0-9-]{0,39})$`),
    'As in client.phone, client.address.city, contact.mail, or custom. and the key of a custom field',
  )
  .meta({ id: 'WrittenField' });
export type Target = z.output<typeof Target>;

/** Whether it is asked at all: `marital-status is Married and dependents over 0`. */
export const WhenAsked = Line(300);

export const accepted = ['pdf', 'image', 'csv', 'xlsx', 'docx', 'any'] as const;

/** One question; whether everything in it fits together, `lint` says. */
export const Question = z
  .strictObject({
    key: Key,
    kind: Kind,
    text: Line(500),
    help: z.string().trim().min(1).max(2000).optional(),
    required: z.boolean().optional(),
    choices: z.array(Line(120)).max(60).optional(),
    /** Which files, and how many at most. */
    accept: z.array(z.enum(accepted)).min(1).max(6).optional(),
    most: z.int().min(1).max(100).optional(),
    when: WhenAsked.optional(),
    writes: Target.optional(),
  })
  .meta({ id: 'Question' });
export type Question = z.output<typeof Question>;

export const Section = z
  .strictObject({
    key: Key,
    title: Line(120),
    intro: z.string().trim().min(1).max(1000).optional(),
    when: WhenAsked.optional(),
    questions: z.array(Question).max(80),
  })
  .meta({ id: 'QuestionnaireSection' });

/** Every question in its order. */
export const questionsOf = ({ sections }: { sections: readonly z.output<typeof Section>[] }): Question[] =>
  sections.flatMap(({ questions }) => questions);

export const most = { sections: 40, questions: 400, bytes: 150_000 };
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** What a questionnaire asks, as data: the parsed YAML, in the same words. */
export const QuestionnaireContent = z
  .strictObject({
    key: Key,
    name: Line(120),
    /** What an organizer made of it is called, until someone calls it something else. */
    title: Line(200),
    intro: z.string().trim().min(1).max(2000).optional(),
    sections: z.array(Section).min(1).max(most.sections),
  })
  .refine((content) => questionsOf(content).length <= most.questions, `At most ${most.questions} questions`)
  .refine((content) => bytesOf(content) <= most.bytes, 'This questionnaire is too large; take something away')
  .meta({ id: 'QuestionnaireContent' });
export type QuestionnaireContent = z.output<typeof QuestionnaireContent>;

/** What waits for no answer is not counted among questions. */
export const isAsked = ({ kind }: Pick<Question, 'kind'>): boolean => kind !== 'text-block';
