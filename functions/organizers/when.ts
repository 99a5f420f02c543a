import { type Atom, ConditionError } from '../templates/atom.ts';
import { type Condition, parseCondition } from '../templates/condition.ts';
import type { Question, QuestionnaireContent, Section } from './question.ts';
import type { Ask, When } from './shown.ts';
import type * as z from 'zod';

/** More would be read by nobody. */
const mostAlternatives = 50;

/** Of the conditions that templates know, those that ask for an answer. */
function askOf(atom: Atom, deny: boolean): Ask {
  const not = deny && { not: true as const };
  if (atom.is === 'field') return { question: atom.field, is: atom.value, ...not };
  if (atom.is === 'over' && !atom.percent) return { question: atom.field, over: atom.n, ...not };
  throw new ConditionError('Only answers can be asked for: write as in has-spouse is yes, or dependents over 0');
}

const crossed = (parts: readonly (readonly Ask[][])[]): Ask[][] => {
  let all: Ask[][] = [[]];
  for (const part of parts) {
    all = all.flatMap((before) => part.map((after) => [...before, ...after]));
    if (all.length > mostAlternatives) throw new ConditionError('This asks for too many things at once');
  }
  return all;
};

/** What denies a whole denies each part of it, and takes one for all. */
function alternatives(condition: Condition, deny: boolean): Ask[][] {
  if ('atom' in condition) return [[askOf(condition.atom, deny)]];
  if ('not' in condition) return alternatives(condition.not, !deny);
  const isAny = 'any' in condition;
  const parts = (isAny ? condition.any : condition.all).map((part) => alternatives(part, deny));
  return isAny === deny ? crossed(parts) : parts.flat();
}

/** A condition as it is looked at, again and again, while someone answers. Throws ConditionError. */
export const whenOf = (text: string): When => alternatives(parseCondition(text), false);

type Read<T extends { when?: string | undefined }> = Omit<T, 'when'> & { when?: When };
export type ReadSection = Omit<Read<z.output<typeof Section>>, 'questions'> & { questions: Read<Question>[] };

const read = <T extends { when?: string | undefined }>({ when, ...rest }: T): Read<T> => ({
  ...rest,
  ...(when !== undefined && { when: whenOf(when) }),
});

/** The sections with their conditions read: of a version, which nothing is wrong with. */
export const readSections = ({ sections }: Pick<QuestionnaireContent, 'sections'>): ReadSection[] =>
  sections.map((section) => ({ ...read(section), questions: section.questions.map(read) }));
