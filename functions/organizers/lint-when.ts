import { ConditionError } from '../templates/atom.ts';
import { error, type Fault } from '../templates/fault.ts';
import type { Question, QuestionnaireContent } from './question.ts';
import type { Ask, When } from './shown.ts';
import { whenOf } from './when.ts';

/** A condition with the place of what it is about: everything before that may be asked for. */
type Conditioned = { path: string; text: string; at: number; key: string };

function conditionsOf({ sections }: QuestionnaireContent): Conditioned[] {
  let at = 0;
  return sections.flatMap((section, i) => {
    const start = at;
    at += section.questions.length;
    const of = (path: string, key: string, place: number, text?: string): Conditioned[] =>
      text === undefined ? [] : [{ path: `${path}.when`, text, at: place, key }];
    return [
      ...of(`sections.${i}`, `section ${section.key}`, start, section.when),
      ...section.questions.flatMap((question, j) =>
        of(`sections.${i}.questions.${j}`, question.key, start + j, question.when),
      ),
    ];
  });
}

const words = { number: ['number', 'money'], file: ['file', 'text-block'] };

/** Whether the answer that is asked for can come at all. */
function unanswerable({ is, over }: Ask, { key, kind, choices = [] }: Question): string | undefined {
  if (words.file.includes(kind)) return `${key} has no answer that could be asked for`;
  if (over !== undefined) return words.number.includes(kind) ? undefined : `${key} is no number`;
  if (kind === 'yes-no' && is !== 'yes' && is !== 'no') return `${key} is answered yes or no`;
  if (kind === 'confirmation' && is !== 'yes') return `${key} is confirmed, or is not: ask whether it is yes`;
  const chosen = kind === 'one-of' || kind === 'several-of';
  return chosen && !choices.includes(is ?? '') ? `${key} has no choice “${is}”` : undefined;
}

type Subject = { order: readonly Question[]; byKey: ReadonlyMap<string, number>; asks: ReadonlyMap<string, string[]> };

/** The way from a question back to itself, by what its condition asks for. */
function circleFrom({ asks }: Subject, key: string): string[] | undefined {
  const walk = (at: string, way: readonly string[]): string[] | undefined => {
    for (const next of asks.get(at) ?? []) {
      if (next === key) return [...way, next];
      if (!way.includes(next)) {
        const found = walk(next, [...way, next]);
        if (found) return found;
      }
    }
    return undefined;
  };
  return walk(key, [key]);
}

function faultsOf(subject: Subject, { path, at, key }: Conditioned, when: When): Fault[] {
  const { order, byKey } = subject;
  return when.flat().flatMap((ask) => {
    const place = byKey.get(ask.question);
    if (place === undefined) return [error(path, `There is no question ${ask.question}`)];
    const circle = circleFrom(subject, key);
    if (circle) return [error(path, `This goes in a circle: ${circle.join(' → ')}`)];
    if (place >= at) return [error(path, `${ask.question} is asked only later`)];
    const why = unanswerable(ask, order[place]!);
    return why === undefined ? [] : [error(path, why)];
  });
}

const distinct = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault])).values(),
];

/** Conditions that cannot be read, or ask for what is not there, comes later, or can never be answered so. */
export function lintWhen(content: QuestionnaireContent): Fault[] {
  const order = content.sections.flatMap(({ questions }) => questions);
  const byKey = new Map(order.map(({ key }, i) => [key, i] as const).toReversed());
  const faults: Fault[] = [];
  const read: (Conditioned & { when: When })[] = [];
  for (const one of conditionsOf(content)) {
    try {
      read.push({ ...one, when: whenOf(one.text) });
    } catch (why) {
      if (!(why instanceof ConditionError)) throw why;
      faults.push(error(one.path, why.message));
    }
  }
  const asks = new Map(read.map(({ key, when }) => [key, [...new Set(when.flat().map(({ question }) => question))]]));
  const subject = { order, byKey, asks };
  return distinct([...faults, ...read.flatMap((one) => faultsOf(subject, one, one.when))]);
}
