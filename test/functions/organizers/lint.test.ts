import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shipped, shippedKeys } from '../../../functions/organizers/library.ts';
import { lint } from '../../../functions/organizers/lint.ts';
import { isAsked, questionsOf } from '../../../functions/organizers/question.ts';
import { questionnaireContent } from '../../support/organizers.ts';

const ask = (...questions: object[]) =>
  lint(questionnaireContent({ sections: [{ key: 's', title: 'S', questions }] })).map(
    ({ path, message, weight }) => `${weight} ${path}: ${message}`,
  );
const yesNo = (key: string, more: object = {}) => ({ key, kind: 'yes-no', text: 'So?', ...more });

describe('the linter of questionnaires', () => {
  test('finds nothing wrong with what is right', () => {
    expect(lint(questionnaireContent())).toEqual([]);
  });

  test.each([
    ['an unknown question', [yesNo('a', { when: 'b is yes' })], 'There is no question b'],
    ['a later question', [yesNo('a', { when: 'b is yes' }), yesNo('b')], 'b is asked only later'],
    ['itself', [yesNo('a', { when: 'a is yes' })], 'circle: a → a'],
    ['each other', [yesNo('a', { when: 'b is yes' }), yesNo('b', { when: 'a is yes' })], 'circle: a → b → a'],
    ['an answer that cannot come', [yesNo('a'), yesNo('b', { when: 'a is maybe' })], 'a is answered yes or no'],
    ['a number of what has none', [yesNo('a'), yesNo('b', { when: 'a over 1' })], 'a is no number'],
    [
      'a choice that is none',
      [{ key: 'a', kind: 'one-of', text: 'Which?', choices: ['x', 'y'] }, yesNo('b', { when: 'a is z' })],
      'a has no choice “z”',
    ],
    ['a file', [{ key: 'a', kind: 'file', text: 'It' }, yesNo('b', { when: 'a is yes' })], 'has no answer'],
    ['what is no answer', [yesNo('a', { when: 'tag vip' })], 'Only answers can be asked for'],
    ['nothing that can be read', [yesNo('a', { when: 'b is yes and' })], 'Something has to be asked'],
  ])('names a condition on %s', (_, questions, says) => {
    const found = ask(...questions);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toContain(says);
    expect(found[0]).toMatch(/^error sections\.0\.questions\.\d\.when: /);
  });

  test.each([
    ['two questions of one key', [yesNo('a'), yesNo('a')], 'There is another question a'],
    ['no choices', [{ key: 'a', kind: 'one-of', text: 'Which?' }], 'There is nothing to choose'],
    ['empty choices', [{ key: 'a', kind: 'several-of', text: 'Which?', choices: [] }], 'There is nothing to choose'],
    ['a choice twice', [{ key: 'a', kind: 'one-of', text: 'Which?', choices: ['x', 'x'] }], 'another choice x'],
    ['choices of what has none', [yesNo('a', { choices: ['x', 'y'] })], 'Only where one or several'],
    ['a section that asks nothing', [], 'A section asks something'],
    ['a text that is required', [{ key: 'a', kind: 'text-block', text: 'Read', required: true }], 'asks for nothing'],
    ['a file written back', [{ key: 'a', kind: 'file', text: 'It', writes: 'client.phone' }], 'no answer that could'],
    ['a yes written where a text is', [yesNo('a', { writes: 'client.phone' })], 'takes a line of text'],
    [
      'a kind of client that is none',
      [{ key: 'a', kind: 'one-of', text: 'What?', choices: ['Trust', 'Sports club'], writes: 'client.kind' }],
      '“Sports club” is no kind of client',
    ],
  ])('names %s', (_, questions, says) => {
    expect(ask(...questions).join('\n')).toContain(says);
  });

  test('warns where two questions write into one field, and lets them', () => {
    const phone = (key: string) => ({ key, kind: 'short-text', text: 'Phone', writes: 'client.phone' });
    expect(ask(phone('a'), phone('b'))).toEqual([expect.stringMatching(/^warning .*a writes there too/)]);
  });

  test('sees a condition of a section on what the section itself asks', () => {
    const sections = [{ key: 's', title: 'S', when: 'a is yes', questions: [yesNo('a')] }];
    expect(lint(questionnaireContent({ sections }))).toMatchObject([{ path: 'sections.0.when', weight: 'error' }]);
  });
});

describe('the questionnaires that are shipped', () => {
  test('are the files of their folder', () => {
    const files = readdirSync(new URL('../../../functions/organizers/questionnaires/', import.meta.url));
    expect(files.toSorted()).toEqual(shippedKeys.map((key) => `${key}.yaml`).toSorted());
  });

  test.each(shippedKeys)('%s has its own key, and nothing is wrong with it', (key) => {
    const content = shipped(key);
    expect(content.key).toBe(key);
    expect(lint(content)).toEqual([]);
  });

  test('ask as much as they should, and never for a whole tax or account number', () => {
    const asked = shippedKeys.map((key) => questionsOf(shipped(key)).filter(isAsked).length);
    expect(asked[0]).toBeGreaterThan(130);
    expect(asked[1]).toBeGreaterThan(45);
    for (const key of shippedKeys)
      for (const { kind, text } of questionsOf(shipped(key)))
        if (kind !== 'file') expect(text).not.toMatch(/social security number|account number|routing/i);
  });
});
