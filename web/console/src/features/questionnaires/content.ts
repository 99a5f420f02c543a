import type { Content, Question, Section } from './requests.ts';

const slug = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40)
    .replace(/-$/, '');

/** A key made of some words that nothing else has. */
export function freeKey(words: string, taken: ReadonlySet<string>, otherwise: string): string {
  const base = slug(words) || otherwise;
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(key)) return key;
  }
}

const keysOf = ({ sections }: Content) =>
  new Set(sections.flatMap(({ key, questions }) => [key, ...questions.map((one) => one.key)]));

/** A key that nothing else in the questionnaire has. */
export const freshKey = (content: Content, from: string): string => freeKey(from, keysOf(content), 'question');

/** What a new questionnaire says before anyone has written in it: one part, and nothing asked. */
export const emptyContent = ({ key, name }: Pick<Content, 'key' | 'name'>): Content => ({
  key,
  name,
  title: name,
  sections: [{ key: 'part-1', title: 'Part 1', questions: [] }],
});

const replaced = <T>(all: readonly T[], at: number, one: T): T[] => all.map((had, i) => (i === at ? one : had));

function moved<T>(all: readonly T[], at: number, by: -1 | 1): T[] {
  const [after, one] = [all.filter((_, i) => i !== at), all[at]!];
  return [...after.slice(0, at + by), one, ...after.slice(at + by)];
}

export const withSection = (content: Content, at: number, section: Section): Content => ({
  ...content,
  sections: replaced(content.sections, at, section),
});

/** A part one place up or down, with all that it asks. */
export const movedSection = (content: Content, at: number, by: -1 | 1): Content => ({
  ...content,
  sections: moved(content.sections, at, by),
});

export const withoutSection = (content: Content, at: number): Content => ({
  ...content,
  sections: content.sections.filter((_, i) => i !== at),
});

export const withQuestion = (content: Content, [s, q]: readonly [number, number], question: Question): Content => {
  const section = content.sections[s]!;
  return withSection(content, s, { ...section, questions: replaced(section.questions, q, question) });
};

export const withoutQuestion = (content: Content, [s, q]: readonly [number, number]): Content => {
  const section = content.sections[s]!;
  return withSection(content, s, { ...section, questions: section.questions.filter((_, i) => i !== q) });
};

/** A question one place up or down within its section. */
export function movedQuestion(content: Content, [s, q]: readonly [number, number], by: -1 | 1): Content {
  const section = content.sections[s]!;
  return withSection(content, s, { ...section, questions: moved(section.questions, q, by) });
}

export const withNewQuestion = (content: Content, s: number): Content => {
  const section = content.sections[s]!;
  const question: Question = { key: freshKey(content, 'new question'), kind: 'short-text', text: 'New question' };
  return withSection(content, s, { ...section, questions: [...section.questions, question] });
};

export const withNewSection = (content: Content): Content => ({
  ...content,
  sections: [...content.sections, { key: freshKey(content, 'new part'), title: 'New part', questions: [] }],
});

/** What was written, without what is empty. */
const written = <Name extends string>(texts: Readonly<Record<Name, string | undefined>>) =>
  Object.fromEntries(
    Object.entries<string | undefined>(texts)
      .map(([name, text = '']) => [name, text.trim()])
      .filter(([, text]) => text !== ''),
  ) as Partial<Record<Name, string>>;

/** Without what does not belong to its kind any more, and without what is empty. */
export function tidy({ choices, accept = [], most, help, when, writes, ...question }: Question): Question {
  const chooses = question.kind === 'one-of' || question.kind === 'several-of';
  const isFile = question.kind === 'file';
  return {
    ...question,
    ...written({ help, when, writes }),
    ...(chooses && { choices: (choices ?? []).map((one) => one.trim()).filter((one) => one !== '') }),
    ...(isFile && accept.length > 0 && { accept }),
    ...(isFile && most !== undefined && { most }),
  };
}

/** All of it as it is saved. */
export const tidied = ({ intro, sections, ...content }: Content): Content => ({
  ...content,
  ...written({ intro }),
  sections: sections.map(({ intro: before, when, questions, ...section }) => ({
    ...section,
    ...written({ intro: before, when }),
    questions: questions.map(tidy),
  })),
});
