import { type Answers, isAnswered, type OrganizerAnswer } from './answer.ts';
import { isAsked, type Question } from './question.ts';
import { shownIn } from './shown.ts';
import type { ReadSection } from './when.ts';

/** How far one question is. What is not shown is never missing, whatever was answered to it before. */
export type Standing<A extends OrganizerAnswer = OrganizerAnswer> = {
  question: ReadSection['questions'][number];
  answer: A | undefined;
  isShown: boolean;
  isAnswered: boolean;
  /** The client cannot send the organizer without it: it is required, or came back. */
  isMissing: boolean;
};

export type StandingSection<A extends OrganizerAnswer = OrganizerAnswer> = {
  section: ReadSection;
  isShown: boolean;
  questions: Standing<A>[];
};

export function standingOf<A extends OrganizerAnswer>(
  sections: readonly ReadSection[],
  answers: ReadonlyMap<string, A>,
): StandingSection<A>[] {
  const shown = shownIn(sections, (key) => answers.get(key)?.value);
  return sections.map((section) => {
    const questions = section.questions.map((question): Standing<A> => {
      const answer = answers.get(question.key);
      const isShown = shown.has(question.key);
      const given = isAnswered(question as Question, answer);
      const isWanted = (question.required === true && !given) || answer?.returned !== undefined;
      return { question, answer, isShown, isAnswered: given, isMissing: isShown && isAsked(question) && isWanted };
    });
    return { section, isShown: questions.some((one) => one.isShown), questions };
  });
}

export type Counts = { all: number; answered: number; missing: number; reviewed: number };

/** Of what is shown; texts that ask for nothing are not counted. */
export function countsOf(standings: readonly Standing[]): Counts {
  const asked = standings.filter(({ isShown, question }) => isShown && isAsked(question));
  return {
    all: asked.length,
    answered: asked.filter((one) => one.isAnswered).length,
    missing: asked.filter((one) => one.isMissing).length,
    reviewed: asked.filter(({ answer }) => answer?.reviewed !== undefined).length,
  };
}

export const allOf = <A extends OrganizerAnswer>(sections: readonly StandingSection<A>[]): Standing<A>[] =>
  sections.flatMap(({ questions }) => questions);

export const countsIn = (sections: readonly ReadSection[], answers: Answers): Counts =>
  countsOf(allOf(standingOf(sections, answers)));
