import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { ofKind } from '../../shared/table/fields.ts';
import { readAnswer } from '../requests/answer-text.ts';
import { counting } from '../requests/files.ts';
import { ItemFile, most as mostOf } from '../requests/item.ts';
import { Key } from '../templates/texts.ts';
import { isAsked, type Question } from './question.ts';

export const Value = z.union([z.string().max(5000), z.array(z.string().max(120)).min(1).max(60)]);
export type Value = z.output<typeof Value>;

const Done = { by: z.string(), at: z.iso.datetime() };

/** What was answered to one question. Files are documents that name the organizer and the question. */
export const OrganizerAnswer = z.object({
  organizerId: Id('organizer'),
  clientId: Id('client'),
  question: Key,
  value: ofKind('text', Value).optional(),
  files: z.array(ItemFile).max(mostOf.files).optional(),
  /** Who answered last, and when. */
  ...Done,
  /** Someone of the firm looked at it: it stays as it is. */
  reviewed: z.object(Done).optional(),
  /** What the firm wants to have answered again, and why. */
  returned: z.object({ reason: ofKind('text', z.string().max(500)), ...Done }).optional(),
});
export type OrganizerAnswer = z.output<typeof OrganizerAnswer>;

export type Answers = ReadonlyMap<string, OrganizerAnswer>;

type Read = { value: Value } | { wrong: string };

const longest = { 'short-text': 300, 'long-text': 5000 };
/** Nobody is asked for it here, and it is not to lie about. */
const socialSecurityNumber = /\b\d{3}[- ]\d{2}[- ]\d{4}\b/;

function readText(kind: 'short-text' | 'long-text', text: string): Read {
  const most = longest[kind];
  if (text.length > most) return { wrong: `Has ${most} characters at most` };
  if (socialSecurityNumber.test(text))
    return { wrong: 'Looks like a Social Security number: please leave it out here, we ask for it another way' };
  return { value: text };
}

function readChosen({ choices = [] }: Question, value: Value): Read {
  const chosen = new Set(typeof value === 'string' ? [value] : value);
  const unknown = [...chosen].find((one) => !choices.includes(one));
  if (unknown !== undefined) return { wrong: `There is no choice “${unknown}”` };
  return { value: choices.filter((one) => chosen.has(one)) };
}

const answerTypes = { number: 'number', money: 'money', date: 'date', 'yes-no': 'yes-no' } as const;

/** An answer as it is kept, or what is wrong with it. */
export function readValue(question: Question, given: Value): Read {
  const { kind, choices } = question;
  if (kind === 'several-of') return readChosen(question, given);
  if (typeof given !== 'string') return { wrong: 'Is one answer' };
  const text = given.trim();
  if (text === '') return { wrong: 'Is empty' };
  switch (kind) {
    case 'short-text':
    case 'long-text':
      return readText(kind, text);
    case 'one-of':
      return choices?.includes(text) ? { value: text } : { wrong: `There is no choice “${text}”` };
    case 'confirmation':
      return text === 'yes' ? { value: text } : { wrong: 'Confirm it with yes' };
    case 'file':
      return { wrong: 'Is answered with files' };
    case 'text-block':
      return { wrong: 'Asks for nothing' };
    case 'number':
    case 'money':
    case 'date':
    case 'yes-no': {
      const read = readAnswer({ type: answerTypes[kind] }, text);
      return 'text' in read ? { value: read.text } : read;
    }
  }
}

/** Something counts as its answer. */
export const isAnswered = (question: Question, answer: OrganizerAnswer | undefined): boolean =>
  isAsked(question) &&
  (question.kind === 'file' ? counting(answer?.files ?? []).length > 0 : answer?.value !== undefined);
