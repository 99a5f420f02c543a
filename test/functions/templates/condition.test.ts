import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Atom } from '../../../functions/templates/atom.ts';
import {
  atomsOf,
  type Condition,
  ConditionText,
  holds,
  isAboutClient,
  parseCondition,
} from '../../../functions/templates/condition.ts';
import { fromLibrary, libraryKeys } from '../../../functions/templates/library.ts';
import { tasksOf } from '../../../functions/templates/template.ts';

const tag = (name: string): Condition => ({ atom: { is: 'tag', tag: name } });
const service = (code: string): Condition => ({ atom: { is: 'service', code } });
const field = (name: string, value: string): Condition => ({ atom: { is: 'field', field: name, value } });
const flag = (phrase: string): Condition => ({ atom: { is: 'flag', phrase } });
const over = (name: string, n: number, percent = false): Condition => ({
  atom: { is: 'over', field: name, n, percent },
});
const answer = (item: string): Condition => ({ atom: { is: 'answer', request: 'hours', item, value: 'yes' } });

/** Every `when` of the ten templates: what it means, and whether it is settled when the job is made. */
const shipped: readonly [string, Condition, 'settled' | 'later'][] = [
  ['tag payroll', tag('payroll'), 'settled'],
  ['tag retail or restaurant', { any: [tag('retail'), tag('restaurant')] }, 'settled'],
  ['tag multi-location', tag('multi-location'), 'settled'],
  ['tag nonprofit', tag('nonprofit'), 'settled'],
  ['review has notes', { atom: { is: 'notes' } }, 'later'],
  ['service CFO', service('CFO'), 'settled'],
  ['answer hours.newStarters is yes', answer('newStarters'), 'later'],
  ['answer hours.leavers is yes', answer('leavers'), 'later'],
  ['gross over 25000 or tag certified-payroll', { any: [over('gross', 25_000), tag('certified-payroll')] }, 'later'],
  ['tag certified-payroll', tag('certified-payroll'), 'settled'],
  ['period is Q4', { atom: { is: 'period', period: 'Q4' } }, 'settled'],
  ['not service CLOSE', { not: service('CLOSE') }, 'settled'],
  ['has exempt sales', flag('has exempt sales'), 'later'],
  ['tax due over 5000 or first return', { any: [over('tax due', 5000), flag('first return')] }, 'later'],
  ['tag simple', tag('simple'), 'settled'],
  ['tag complex', tag('complex'), 'settled'],
  ['tag shared-data', tag('shared-data'), 'settled'],
  ['docs-in not done', { not: { atom: { is: 'done', task: 'docs-in' } } }, 'later'],
  ['decision is extend', field('decision', 'extend'), 'later'],
  ['has open points', flag('has open points'), 'later'],
  ['tag complex or tag vip', { any: [tag('complex'), tag('vip')] }, 'settled'],
  ['has estimates', flag('has estimates'), 'later'],
  ['first year with us', { atom: { is: 'first-year' } }, 'settled'],
  ['service CLOSE', service('CLOSE'), 'settled'],
  ['prepare not done', { not: { atom: { is: 'done', task: 'prepare' } } }, 'later'],
  ['tag retail or manufacturing', { any: [tag('retail'), tag('manufacturing')] }, 'settled'],
  ['tag payroll and not service PAY', { all: [tag('payroll'), { not: service('PAY') }] }, 'settled'],
  ['has former accountant', flag('has former accountant'), 'later'],
  ['not individual', { not: { atom: { is: 'kind', kind: 'individual' } } }, 'settled'],
  ['decision is waiver', field('decision', 'waiver'), 'later'],
  ['decision is screen or waiver', { any: [field('decision', 'screen'), field('decision', 'waiver')] }, 'later'],
  ['decision is decline', field('decision', 'decline'), 'later'],
  ['matter has advance', flag('matter has advance'), 'later'],
  ['hours used over 50 % before half of period', flag('hours used over 50 % before half of period'), 'later'],
  ['hours used over 80 %', over('hours used', 80, true), 'later'],
  ['scope flagged', flag('scope flagged'), 'later'],
  ['hours over', flag('hours over'), 'later'],
  ['engagement ends within 90 days', flag('engagement ends within 90 days'), 'later'],
  ['hours used over 75 %', over('hours used', 75, true), 'later'],
];

describe('the conditions of the library', () => {
  test.each(shipped)('%s', (text, condition, when) => {
    expect(parseCondition(text)).toEqual(condition);
    expect(isAboutClient(condition)).toBe(when === 'settled');
  });

  test('are all of these', () => {
    const texts = libraryKeys
      .map(fromLibrary)
      .flatMap((content) => [
        ...(content.budgetWhen ?? []).map(({ when }) => when),
        ...tasksOf(content).flatMap((task) =>
          [task.when ?? [], ...(task.estWhen ?? []).map(({ when }) => when)].flat(),
        ),
        ...(content.requests ?? []).flatMap(({ items }) => items.flatMap(({ when }) => when ?? [])),
      ]);
    expect(new Set(texts)).toEqual(new Set(shipped.map(([text]) => text)));
  });
});

describe('a condition', () => {
  test('binds and more closely than or, and parentheses more closely than both', () => {
    const [a, b, c] = [tag('a'), tag('b'), tag('c')];
    expect(parseCondition('tag a or tag b and tag c')).toEqual({ any: [a, { all: [b, c] }] });
    expect(parseCondition('(tag a or b) and not (tag c)')).toEqual({ all: [{ any: [a, b] }, { not: c }] });
  });

  test('has tags of several words', () => {
    expect(parseCondition('tag year end or tag rush')).toEqual({ any: [tag('year end'), tag('rush')] });
  });

  test.each([
    ['restaurant', '“restaurant” alone says nothing; write as in tag restaurant'],
    ['tag payroll and restaurant', '“restaurant” alone says nothing; write as in tag restaurant'],
    ['not tag a or b', '“b” alone says nothing; write as in tag b'],
    ['tag', '“tag” names none'],
    ['tag retail or', 'Something has to be asked after “or”, and the condition ends'],
    ['or tag retail', 'Something has to be asked at the beginning, and there is “or”'],
    ['tag a and and tag b', 'Something has to be asked after “and”, and there is “and”'],
    ['(tag a or tag b', 'A parenthesis is not closed'],
    ['tag a)', '“)” stands where the condition should end'],
    ['period is Q5', '“period is Q5” is no quarter and no month: write period is Q4, or period is March'],
    ['kind is widget', '“kind is widget” is no kind of client: write as in kind is individual'],
    [
      'answer newStarters is yes',
      '“answer newStarters is yes” is no answer: write as in answer hours.newStarters is yes',
    ],
  ])('%s is refused', (text, message) => {
    expect(ConditionText.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test('is read or refused, whatever it is', () => {
    const words = fc.constantFrom('tag', 'not', 'or', 'and', '(', ')', 'is', 'over', 'done', 'a', 'Q4', '5', '%');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (some) => {
        const { success, error } = ConditionText.safeParse(some.join(' '));
        expect(success || error.issues.length > 0).toBe(true);
      }),
    );
  });
});

describe('whether a condition holds', () => {
  const known = (facts: Record<string, boolean>) => (atom: Atom) => (atom.is === 'tag' ? facts[atom.tag] : undefined);
  const answerTo = (text: string, facts: Record<string, boolean>) => holds(parseCondition(text), known(facts));

  test.each([
    ['tag a or b', { a: true }, true],
    ['tag a or b', { a: false }, undefined],
    ['tag a or b', { a: false, b: false }, false],
    ['tag a and tag b', { a: false }, false],
    ['tag a and tag b', { a: true }, undefined],
    ['tag a and tag b', { a: true, b: true }, true],
    ['not tag a', {}, undefined],
    ['not tag a', { a: false }, true],
  ] as const)('%s with %j is %s', (text, facts, expected) => {
    expect(answerTo(text, facts)).toBe(expected);
  });

  const names = ['a', 'b', 'c', 'd'];
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...names).map(tag),
      fc.record({ not: tie('condition') }),
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    ),
  }));

  test('once decided, is not changed by what becomes known later', () => {
    const facts = fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])));
    fc.assert(
      fc.property(condition, facts, fc.subarray(names), (one, all, some) => {
        const early = holds(one, known(Object.fromEntries(some.map((name) => [name, all[name]!]))));
        const late = holds(one, known(all));
        expect(late).toBeTypeOf('boolean');
        if (early !== undefined) expect(early).toBe(late);
      }),
    );
  });

  test('is asked of each of its atoms', () => {
    expect(atomsOf(parseCondition('(tag a or b) and not service C')).map(({ is }) => is)).toEqual([
      'tag',
      'tag',
      'service',
    ]);
  });
});
