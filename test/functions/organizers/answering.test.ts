import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OrganizerAnswer, readValue, type Value } from '../../../functions/organizers/answer.ts';
import { type Given, save } from '../../../functions/organizers/answering.ts';
import { Question } from '../../../functions/organizers/question.ts';
import type { Stored } from '../../../shared/table/entity.ts';

const question = (more: object): Question => Question.parse({ key: 'a', kind: 'short-text', text: 'What?', ...more });
const read = (more: object, value: Value) => readValue(question(more), value);

describe('an answer', () => {
  test.each([
    [{ kind: 'money' }, '1,250.50', '1250.50'],
    [{ kind: 'number' }, '12', '12'],
    [{ kind: 'date' }, '2026-03-31', '2026-03-31'],
    [{ kind: 'yes-no' }, 'yes', 'yes'],
    [{ kind: 'confirmation' }, 'yes', 'yes'],
    [{ kind: 'one-of', choices: ['x', 'y'] }, 'y', 'y'],
    [{ kind: 'short-text' }, '  Denver ', 'Denver'],
  ])('to %o is kept from %s as %s', (more, value, kept) => expect(read(more, value)).toEqual({ value: kept }));

  test('of several is kept once each, in the order of the choices', () => {
    expect(read({ kind: 'several-of', choices: ['x', 'y', 'z'] }, ['z', 'x', 'z'])).toEqual({ value: ['x', 'z'] });
  });

  test.each([
    [{ kind: 'money' }, 'much'],
    [{ kind: 'date' }, '31 March'],
    [{ kind: 'yes-no' }, 'maybe'],
    [{ kind: 'confirmation' }, 'no'],
    [{ kind: 'one-of', choices: ['x', 'y'] }, 'z'],
    [{ kind: 'several-of', choices: ['x', 'y'] }, ['x', 'z']],
    [{ kind: 'one-of', choices: ['x', 'y'] }, ['x']],
    [{ kind: 'file' }, 'a.pdf'],
    [{ kind: 'text-block' }, 'yes'],
    [{}, 'x'.repeat(301)],
    [{}, 'It is 123-45-6789'],
    [{ kind: 'long-text' }, 'Mia 123 45 6789, daughter'],
  ])('to %o is not %s', (more, value) => {
    expect(read(more, value)).toEqual({ wrong: expect.any(String) });
  });
});

const questions = new Map(['a', 'b', 'c'].map((key) => [key, question({ key })]));
const place = { organizerId: 'org_1', clientId: 'cli_1', by: 'con_1', now: '2026-03-04T17:00:00.000Z' };
type Answers = Map<string, Stored<OrganizerAnswer>>;

/** What the table does with what is new. */
function applied(answers: Answers, changed: readonly OrganizerAnswer[]): Answers {
  const after = new Map(answers);
  for (const one of changed)
    after.set(one.question, { ...one, version: (answers.get(one.question)?.version ?? 0) + 1 });
  return after;
}

describe('answers that are saved', () => {
  const one = (value: string | null, seen: number): Given => ({ question: 'a', value, seen });

  test('go on from what was seen', () => {
    const first = applied(new Map(), save(questions, new Map(), [one('x', 0)], place).changed);
    expect(save(questions, first, [one('y', 1)], place)).toMatchObject({ changed: [{ value: 'y' }], moved: [] });
    expect(save(questions, first, [one(null, 1)], place).changed[0]).not.toHaveProperty('value');
  });

  test('do not overwrite what was answered elsewhere meanwhile; the same said twice is no change', () => {
    const first = applied(new Map(), save(questions, new Map(), [one('x', 0)], place).changed);
    expect(save(questions, first, [one('y', 0)], place)).toEqual({ changed: [], moved: ['a'] });
    expect(save(questions, first, [one('x', 0)], place)).toEqual({ changed: [], moved: [] });
  });

  test('are refused for what was looked at, and take away why something came back', () => {
    const had = (more: object): Answers =>
      new Map([['a', { ...place, at: place.now, question: 'a', value: 'x', version: 3, ...more }]]);
    const done = { by: 'mem_1', at: place.now };
    expect(() => save(questions, had({ reviewed: done }), [one('y', 3)], place)).toThrow(/looked at already/);
    const back = had({ returned: { reason: 'Which year?', ...done } });
    expect(save(questions, back, [one('x', 3)], place).changed[0]).not.toHaveProperty('returned');
  });

  /** Two devices, each knowing what it last saw, save in any order; a page is read anew at times. */
  const step = fc.record({
    device: fc.constantFrom(0, 1),
    question: fc.constantFrom('a', 'b', 'c'),
    value: fc.option(fc.constantFrom('x', 'y', 'z')),
    isReadFirst: fc.boolean(),
  });

  test('of two devices in any order: nothing that the other had not seen is overwritten, and nobody’s is lost untold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let answers: Answers = new Map();
        const seen = [new Map<string, number>(), new Map<string, number>()];
        for (const { device, question: key, value, isReadFirst } of steps) {
          const mine = seen[device]!;
          if (isReadFirst) for (const [of, { version }] of answers) mine.set(of, version);
          const before = answers.get(key);
          const given = { question: key, value, seen: mine.get(key) ?? 0 };
          const { changed, moved } = save(questions, answers, [given], place);
          const isFresh = (before?.version ?? 0) === given.seen;
          const isSame = before?.value === (value ?? undefined);
          expect(moved).toEqual(isFresh || isSame ? [] : [key]);
          answers = applied(answers, changed);
          if (moved.length > 0) expect(answers.get(key)).toBe(before);
          else expect(answers.get(key)?.value).toBe(value ?? undefined);
          if (changed.length > 0) mine.set(key, answers.get(key)!.version);
        }
      }),
    );
  });

  test('to different questions come to the same in either order', () => {
    const value = fc.constantFrom('x', 'y', 'z');
    fc.assert(
      fc.property(value, value, (a, b) => {
        const mine: Given = { question: 'a', value: a, seen: 0 };
        const theirs: Given = { question: 'b', value: b, seen: 0 };
        const inOrder = (...all: Given[]) =>
          all.reduce<Answers>((had, next) => applied(had, save(questions, had, [next], place).changed), new Map());
        expect(inOrder(theirs, mine)).toEqual(inOrder(mine, theirs));
      }),
    );
  });
});
