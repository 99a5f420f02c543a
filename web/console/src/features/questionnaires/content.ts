import type { Content, Question, Section } from './requests.ts';

const slug = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);

const keysOf = ({ sections }: Content) =>
  new Set(sections.flatMap(({ key, questions }) => [key, ...questions.map((one) => one.key)]));

/** A key that nothing else in the questionnaire has. */
export function freshKey(content: Content, from: string): string {
  const taken = keysOf(content);
  const base = slug(from) || 'question';
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(key)) return key;
  }
}

const replaced = <T>(all: readonly T[], at: number, one: T): T[] => all.map((had, i) => (i === at ? one : had));

export const withSection = (content: Content, at: number, section: Section): Content => ({
  ...content,
  sections: replaced(content.sections, at, section),
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
  const questions = [...section.questions];
  const [one] = questions.splice(q, 1);
  questions.splice(q + by, 0, one!);
  return withSection(content, s, { ...section, questions });
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

/** Without what does not belong to its kind any more, and without what is empty. */
export function tidy({ choices, accept, most, help, when, writes, ...question }: Question): Question {
  const chooses = question.kind === 'one-of' || question.kind === 'several-of';
  const text = (value: string | undefined) => (value === undefined || value.trim() === '' ? undefined : value.trim());
  const said = { help: text(help), when: text(when), writes: text(writes) };
  return {
    ...question,
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<Question>),
    ...(chooses && { choices: (choices ?? []).map((one) => one.trim()).filter((one) => one !== '') }),
    ...(question.kind === 'file' && accept && { accept }),
    ...(question.kind === 'file' && most !== undefined && { most }),
  };
}
