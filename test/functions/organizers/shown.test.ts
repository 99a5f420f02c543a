import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrganizerAnswer } from '../../../functions/organizers/answer.ts';
import { lint } from '../../../functions/organizers/lint.ts';
import { QuestionnaireContent, questionsOf } from '../../../functions/organizers/question.ts';
import { shownIn } from '../../../functions/organizers/shown.ts';
import { allOf, countsOf, standingOf } from '../../../functions/organizers/standing.ts';
import { readSections, whenOf } from '../../../functions/organizers/when.ts';
import { linesOf } from '../../../functions/organizers/write-back.ts';
import type { Client } from '../../../functions/clients/client.ts';
import { newId } from '../../../shared/ids.ts';

const shownWith = (when: string, answers: Record<string, string | string[]>) => {
  const sections = [
    { questions: Object.keys(answers).map((key) => ({ key })) },
    { questions: [{ key: 'last', when: whenOf(when) }] },
  ];
  return shownIn(sections, (key) => answers[key]).has('last');
};

describe('a question with a condition', () => {
  test.each([
    ['moved is yes', { moved: 'yes' }, true],
    ['moved is yes', { moved: 'no' }, false],
    ['moved is yes', {}, false],
    ['not moved is yes', { moved: 'no' }, true],
    ['not moved is yes', {}, false],
    ['children over 2', { children: '3' }, true],
    ['children over 2', { children: '2' }, false],
    ['income is Dividends', { income: ['Interest', 'Dividends'] }, true],
    ['not income is Dividends', { income: ['Interest'] }, true],
    ['a is yes and (b is yes or c is yes)', { a: 'yes', b: 'no', c: 'yes' }, true],
    ['a is yes and (b is yes or c is yes)', { a: 'no', b: 'yes', c: 'yes' }, false],
    ['not (a is yes and b is yes)', { a: 'yes', b: 'no' }, true],
    ['not (a is yes and b is yes)', { a: 'yes', b: 'yes' }, false],
  ])('%s with %o is asked: %s', (when, answers, isAsked) => {
    expect(shownWith(when, answers as Record<string, string>)).toBe(isAsked);
  });

  test.each(['tag vip', 'kind is individual', 'moved done', 'hours over 80 %', 'first year with us'])(
    '“%s” asks for no answer and is refused',
    (when) => expect(() => whenOf(when)).toThrow(/Only answers/),
  );

  test('that is not asked itself leads to nothing, whatever stands in its answer', () => {
    const sections = [
      {
        questions: [{ key: 'a' }, { key: 'b', when: whenOf('a is yes') }, { key: 'c', when: whenOf('b is yes') }],
      },
    ];
    const answers: Record<string, string> = { a: 'no', b: 'yes', c: 'x' };
    expect([...shownIn(sections, (key) => answers[key])]).toEqual(['a']);
  });
});

/** Any questionnaire without faults, of yes and no and numbers, each asking for what stands before it. */
const anyContent = fc
  .array(
    fc.record({ isNumber: fc.boolean(), isRequired: fc.boolean(), asks: fc.option(fc.nat()), deny: fc.boolean() }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => {
    const questions = drawn.map(({ isNumber, isRequired, asks, deny }, i) => {
      const at = asks === null || i === 0 ? undefined : asks % i;
      const before = at === undefined ? '' : drawn[at]!.isNumber ? `q${at} over 1` : `q${at} is yes`;
      return {
        key: `q${i}`,
        kind: isNumber ? 'number' : 'yes-no',
        text: `Question ${i}`,
        required: isRequired,
        writes: `custom.field-${i}`,
        ...(before !== '' && { when: deny ? `not ${before}` : before }),
      };
    });
    return QuestionnaireContent.parse({
      key: 'any',
      name: 'Any',
      title: 'Any',
      sections: [{ key: 's', title: 'S', questions }],
    });
  });

const answerOf = (question: string, value: string): OrganizerAnswer => ({
  organizerId: 'org_1',
  clientId: 'cli_1',
  question,
  value,
  by: 'con_1',
  at: '2026-01-01T00:00:00.000Z',
});

const anyAnswered = anyContent.chain((content) =>
  fc
    .array(fc.option(fc.nat({ max: 3 })), {
      minLength: questionsOf(content).length,
      maxLength: questionsOf(content).length,
    })
    .map((drawn) => {
      const answers = questionsOf(content).flatMap(({ key, kind }, i) => {
        const n = drawn[i];
        if (n === null || n === undefined) return [];
        return [[key, answerOf(key, kind === 'number' ? String(n) : n % 2 === 0 ? 'yes' : 'no')] as const];
      });
      return { content, answers: new Map(answers) };
    }),
);

const client = {
  id: 'cli_1',
  name: 'Marchetti',
  kind: 'other',
  lifecycle: 'active',
  tags: [],
  createdAt: '',
} as unknown as Client;

const making = { newId, by: 'mem_1', at: '2026-01-01T00:00:00.000Z' };

describe('of any questionnaire and any answers', () => {
  test('what is hidden is never missing, never counted and never written back', () => {
    fc.assert(
      fc.property(anyAnswered, ({ content, answers }) => {
        expect(lint(content)).toEqual([]);
        const standings = allOf(standingOf(readSections(content), answers));
        const hidden = standings.filter(({ isShown }) => !isShown);
        expect(hidden.filter(({ isMissing }) => isMissing)).toEqual([]);
        expect(countsOf(standings).all).toBe(standings.length - hidden.length);
        const fields = content.sections[0]!.questions.map(({ kind }, i) => ({
          id: `cuf_${i}`,
          key: `field-${i}`,
          label: 'F',
          type: kind === 'number' ? ('number' as const) : ('yes-no' as const),
          appliesTo: 'client' as const,
          status: 'active' as const,
          createdAt: '',
        }));
        const written = new Set(linesOf(standings, { client, fields, making }).map(({ question }) => question));
        const shown = standings.filter(({ isShown, answer }) => isShown && answer).map(({ question }) => question.key);
        expect(written).toEqual(new Set(shown));
      }),
    );
  });

  test('an answer to what is hidden changes nothing of what is asked', () => {
    fc.assert(
      fc.property(anyAnswered, ({ content, answers }) => {
        const sections = readSections(content);
        const before = shownIn(sections, (key) => answers.get(key)?.value);
        const kept = new Map([...answers].filter(([key]) => before.has(key)));
        expect(shownIn(sections, (key) => kept.get(key)?.value)).toEqual(before);
      }),
    );
  });
});
