import { describe, expect, test } from 'vitest';
import type { Engagement } from '../../../functions/engagements/engagement.ts';
import { LetterRule } from '../../../functions/firm/letter-rule.ts';
import { begins, type LetterGround, notWithoutLetter, withoutLetter } from '../../../functions/jobs/without-letter.ts';
import { DomainError } from '../../../shared/errors.ts';

const clientId = `cli_${'0'.repeat(26)}`;
const work = { job: { clientId }, tasks: [] };

const agreed = (letter: Engagement['letter'], title = 'Books') => ({ id: `eng_${'1'.repeat(26)}`, title, letter });
const ground = (more: Partial<LetterGround> = {}): LetterGround => ({
  firm: { letterRule: 'stop' },
  client: { name: 'Juniper Street Dental' },
  engagements: [],
  ...more,
});

describe('work for an engagement', () => {
  test.each(['signed', 'not-needed'] as const)('has a letter that is %s', (letter) => {
    expect(withoutLetter(work, ground({ engagement: agreed(letter) }))).toBeUndefined();
  });

  test.each([
    ['none', 'No letter of “Books” was sent yet'],
    ['draft', 'No letter of “Books” was sent yet'],
    ['sent', 'The letter of “Books” is out, and not signed yet'],
    ['viewed', 'The letter of “Books” is out, and not signed yet'],
    ['declined', 'The letter of “Books” was declined'],
    ['expired', 'The letter of “Books” has expired'],
  ] as const)('has none where it is %s, and says so', (letter, says) => {
    const engagement = agreed(letter);
    expect(withoutLetter(work, ground({ engagement }))).toEqual({ rule: 'stop', says, engagementId: engagement.id });
  });

  test('goes by its own letter, whatever else was signed', () => {
    const engagements = [agreed('signed', 'Payroll')];
    expect(withoutLetter(work, ground({ engagement: agreed('sent'), engagements }))).toMatchObject({ rule: 'stop' });
  });
});

describe('work outside any engagement', () => {
  test('has a letter as soon as one of the client is signed', () => {
    expect(withoutLetter(work, ground({ engagements: [agreed('draft'), agreed('signed')] }))).toBeUndefined();
  });

  test('has none where the client has signed none', () => {
    const says = 'Juniper Street Dental has signed no letter yet';
    expect(withoutLetter(work, ground())).toEqual({ rule: 'stop', says });
    expect(withoutLetter(work, ground({ engagements: [agreed('sent')] }))).toEqual({ rule: 'stop', says });
  });
});

describe('nothing is asked', () => {
  test('where the firm has no such rule', () => {
    expect(LetterRule.parse('off')).toBe('off');
    for (const firm of [{}, { letterRule: 'off' as const }])
      expect(withoutLetter(work, ground({ firm }))).toBeUndefined();
  });

  test('of the firm’s own work, and of a task that someone noted down', () => {
    expect(withoutLetter({ job: {}, tasks: [] }, ground({ client: undefined }))).toBeUndefined();
    expect(withoutLetter(work, ground({ client: { name: 'Larkfield', internal: true } }))).toBeUndefined();
    expect(withoutLetter({ job: { clientId, quick: true }, tasks: [] }, ground())).toBeUndefined();
  });

  test.each([
    { auto: { kind: 'send-letter' as const } },
    { after: ['services', 'letter.signed'] },
    { dueRule: 'letter.signed +1 bizday' },
  ])('of work that sees to the letter itself: %j', (task) => {
    expect(withoutLetter({ ...work, tasks: [{}, task as never] }, ground())).toBeUndefined();
  });
});

test('a firm that warns refuses nothing, one that stops does', () => {
  const found = withoutLetter(work, ground({ firm: { letterRule: 'warn' } }));
  expect(found).toMatchObject({ rule: 'warn' });
  expect(() => notWithoutLetter(found)).not.toThrow();
  expect(() => notWithoutLetter(undefined)).not.toThrow();
  expect(() => notWithoutLetter(withoutLetter(work, ground()))).toThrow(DomainError);
});

describe('a job begins', () => {
  const startedAt = '2026-03-10T15:00:00.000Z';

  test('with its first task, by hand, and when it is reopened', () => {
    expect(begins({ status: 'ready' }, { status: 'active', startedAt })).toBe(true);
    expect(begins({ status: 'planned' }, { status: 'active' })).toBe(true);
    expect(begins({ status: 'ready' }, { status: 'done', startedAt })).toBe(true);
    expect(begins({ status: 'done', startedAt }, { status: 'active', startedAt })).toBe(true);
  });

  test('not by what leaves it planned, goes on with it, or ends it', () => {
    expect(begins({ status: 'planned' }, { status: 'ready' })).toBe(false);
    expect(begins({ status: 'planned' }, { status: 'cancelled' })).toBe(false);
    expect(begins({ status: 'active', startedAt }, { status: 'review', startedAt })).toBe(false);
    expect(begins({ status: 'active', startedAt }, { status: 'done', startedAt })).toBe(false);
  });
});
