import { describe, expect, test } from 'vitest';
import { lint } from '../../functions/organizers/lint.ts';
import { NewQuestionnaire } from '../../functions/organizers/new-questionnaire.ts';
import { QuestionnaireContent } from '../../functions/organizers/question.ts';
import { Key } from '../../functions/templates/texts.ts';
import {
  emptyContent,
  freeKey,
  movedQuestion,
  movedSection,
  tidied,
  withNewQuestion,
  withNewSection,
  withoutQuestion,
  withoutSection,
  withQuestion,
  withSection,
} from '../../web/console/src/features/questionnaires/content.ts';
import {
  faultsNow,
  faultsOfPart,
  faultsOfWhole,
  pathNow,
  sayPlace,
} from '../../web/console/src/features/questionnaires/faults.ts';
import { questionnaireContent } from '../support/organizers.ts';

const titles = ({ sections }: QuestionnaireContent) => sections.map(({ title }) => title);

describe('a questionnaire that is written on the page', () => {
  test('begins with one part that asks nothing yet, and says so', () => {
    const content = emptyContent({ key: 'sales-tax', name: 'Sales tax' });
    expect(NewQuestionnaire.parse({ content })).toMatchObject({ content: { title: 'Sales tax' } });
    expect(lint(content)).toMatchObject([{ path: 'sections.0.questions', weight: 'error' }]);
    expect(lint(withNewQuestion(content, 0))).toEqual([]);
  });

  test.each(['Sales & use tax', 'Ärztekammer', '日本', `${'x'.repeat(39)} and more`, '  '])(
    'gets a key of its own from “%s”',
    (words) => {
      const first = freeKey(words, new Set(), 'questionnaire');
      const second = freeKey(words, new Set([first]), 'questionnaire');
      expect([first, second].map((key) => Key.safeParse(key).success)).toEqual([true, true]);
      expect(second).not.toBe(first);
    },
  );

  test('has its parts moved with all they ask, added, and taken away', () => {
    const content = questionnaireContent();
    expect(titles(movedSection(content, 2, -1))).toEqual(['You', 'Papers', 'Family']);
    expect(titles(movedSection(content, 0, 1))).toEqual(['Family', 'You', 'Papers']);
    expect(movedSection(content, 0, 1).sections[1]).toEqual(content.sections[0]);
    expect(titles(withoutSection(content, 1))).toEqual(['You', 'Papers']);
    const twice = withNewSection(withNewSection(content));
    expect(new Set(twice.sections.map(({ key }) => key)).size).toBe(5);
  });

  test('is saved without what is empty, and without what does not belong to its kind any more', () => {
    const content = { ...questionnaireContent(), intro: '  ' };
    const [you, , papers] = content.sections;
    const file = { ...papers!.questions[1]!, accept: [], most: 3 };
    const text = { ...file, key: 'pay', kind: 'short-text' as const, accept: ['pdf' as const], help: ' ' };
    const changed = withSection(withSection(content, 0, { ...you!, intro: ' Hello ', when: '' }), 2, {
      ...papers!,
      questions: [file, text],
    });
    const saved = QuestionnaireContent.parse(tidied(changed));
    expect(saved).not.toHaveProperty('intro');
    expect(saved.sections[0]).toMatchObject({ intro: 'Hello' });
    expect(saved.sections[0]).not.toHaveProperty('when');
    expect(saved.sections[1]).toMatchObject({ when: 'children over 0' });
    expect(saved.sections[2]!.questions).toEqual([
      { key: 'wages', kind: 'file', text: 'Your W-2', most: 3 },
      { key: 'pay', kind: 'short-text', text: 'Your W-2' },
    ]);
  });
});

describe('what is wrong with a questionnaire', () => {
  const broken = (): QuestionnaireContent => {
    const content = questionnaireContent();
    const [you, family, papers] = content.sections;
    const phone = { ...you!.questions[2]!, when: 'nobody is yes' };
    const asked = withQuestion(content, [0, 2], phone);
    return withSection(withSection(asked, 1, { ...family!, when: 'moved is perhaps' }), 2, {
      ...papers!,
      questions: [],
    });
  };
  const fields = ['title', 'intro', 'when'];

  test('with a part stands at the part: at its field, or for all of it', () => {
    const faults = lint(broken());
    expect(faultsOfPart(faults, 0, fields)).toEqual({ errors: new Map(), others: [] });
    expect([...faultsOfPart(faults, 1, fields).errors.keys()]).toEqual(['when']);
    expect(faultsOfPart(faults, 2, fields).others).toEqual(['A section asks something']);
  });

  test('with the whole stands at the whole', () => {
    const refused = [
      { path: 'title', message: 'Too long' },
      { path: 'content', message: 'At most 400 questions' },
      { path: 'sections.0.title', message: 'Too short' },
    ];
    expect(faultsOfWhole(refused, ['title'])).toEqual({
      errors: new Map([['title', 'Too long']]),
      others: ['At most 400 questions'],
    });
  });

  test('goes with its part and its question where they are moved', () => {
    const content = broken();
    const faults = lint(content);
    const now = movedQuestion(movedSection(content, 0, 1), [1, 2], -1);
    const placed = faultsNow(faults, content, now);
    expect([...faultsOfPart(placed, 0, fields).errors.keys()]).toEqual(['when']);
    expect(placed.map(({ path }) => path)).toContain('sections.1.questions.1.when');
    expect(placed.map((fault) => sayPlace(now, fault)).toSorted()).toEqual(['Family', 'Papers', 'You, “Your phone”']);
  });

  test('stays with a question whose key is changed, and is gone with what is taken away', () => {
    const content = broken();
    const faults = lint(content);
    const phone = { ...content.sections[0]!.questions[2]!, key: 'mobile' };
    const renamed = faultsNow(faults, content, withQuestion(content, [0, 2], phone));
    expect(renamed.map(({ path }) => path)).toContain('sections.0.questions.2.when');
    const without = faultsNow(faults, content, withoutQuestion(content, [0, 2]));
    expect(without.map(({ path }) => path).toSorted()).toEqual(['sections.1.when', 'sections.2.questions']);
    const fewer = faultsNow(faults, content, withoutSection(content, 1));
    expect(fewer.map(({ path }) => path).toSorted()).toEqual(['sections.0.questions.2.when', 'sections.1.questions']);
  });
});

describe('the question that is open', () => {
  const content = questionnaireContent();
  const open = 'sections.0.questions.1';
  const { questions } = content.sections[0]!;
  const withKey = (of: QuestionnaireContent, key: string) =>
    withQuestion(of, [0, 1], { ...of.sections[0]!.questions[1]!, key });

  test('stays open where it is moved, with its part, or where others are moved or taken away', () => {
    expect(pathNow(open, content, movedQuestion(content, [0, 1], 1))).toBe('sections.0.questions.2');
    expect(pathNow(open, content, movedQuestion(content, [0, 0], 1))).toBe('sections.0.questions.0');
    expect(pathNow(open, content, withoutQuestion(content, [0, 0]))).toBe('sections.0.questions.0');
    expect(pathNow(open, content, withoutQuestion(content, [0, 2]))).toBe(open);
    expect(pathNow(open, content, movedSection(content, 0, 1))).toBe('sections.1.questions.1');
  });

  test('is closed when it is taken away itself', () => {
    expect(pathNow(open, content, withoutQuestion(content, [0, 1]))).toBeUndefined();
    expect(pathNow(open, content, withoutSection(content, 0))).toBeUndefined();
  });

  test('stays open while its key is typed, though it is another’s for a moment', () => {
    const taken = withKey(content, questions[0]!.key);
    expect(pathNow(open, content, taken)).toBe(open);
    expect(pathNow(open, taken, withKey(taken, `${questions[0]!.key}-2`))).toBe(open);
  });
});
