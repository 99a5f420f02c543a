import { describe, expect, test } from 'vitest';
import { WorkingDays } from '../../shared/dates/calendars.ts';
import { HolidayRule } from '../../shared/dates/holiday-rule.ts';
import {
  newRule,
  ruleOf,
  sayRule,
  withNational,
  withoutRule,
  withoutSingle,
  withRule,
  withSingle,
  withWorkedOn,
} from '../../web/console/src/features/firm/days-off.ts';

const days = WorkingDays.parse({
  national: 'us-federal',
  without: ['columbus-day', 'veterans-day'],
  own: [{ kind: 'fixed', key: 'christmas-eve', name: 'December 24', month: 12, day: 24 }],
  closed: [{ date: '2026-07-03', reason: 'Outing' }],
});

test.each([
  [{ kind: 'fixed', month: 12, day: 24 }, '24 December'],
  [{ kind: 'weekday', month: 5, weekday: 1, nth: -1 }, 'the last Monday of May'],
  [{ kind: 'weekday', month: 11, weekday: 4, nth: 4, plus: 1 }, '1 day after the fourth Thursday of November'],
  [{ kind: 'easter', plus: -2 }, '2 days before Easter Sunday'],
  [{ kind: 'once', date: '2027-03-05' }, '5 March 2027'],
  [{ kind: 'fixed', month: 1, day: 20, from: 2029, every: 4 }, '20 January, every 4 years, from 2029'],
])('a day off by the rule %j falls on %s', (rule, said) =>
  expect(sayRule(HolidayRule.parse({ key: 'one', name: 'One', ...rule }))).toBe(said),
);

describe('a day off as it is typed', () => {
  test('is a rule that the API takes, whichever kind it is', () => {
    const kinds = ['fixed', 'weekday', 'easter', 'once'] as const;
    const rules = kinds.map((kind) =>
      ruleOf({ ...newRule, name: ' Day after ', kind, plus: 1, date: '2027-03-05' }, []),
    );
    expect(rules.map((rule) => HolidayRule.parse(rule))).toEqual(rules);
    expect(rules.map(({ key, name }) => `${key}: ${name}`)).toEqual(Array(4).fill('own-day-after: Day after'));
    expect(rules.map(sayRule)).toEqual([
      '24 December',
      '1 day after the fourth Thursday of December',
      '1 day after Easter Sunday',
      '5 March 2027',
    ]);
  });

  test('is known apart from another of the same name', () => {
    const one = ruleOf({ ...newRule, name: 'Feast' }, []);
    const two = ruleOf({ ...newRule, name: 'Feast' }, [one]);
    expect([one.key, two.key]).toEqual(['own-feast', 'own-feast-2']);
    expect(withoutRule(two)(withRule(two)(withRule(one)(days))).own.map(({ key }) => key)).toEqual([
      'christmas-eve',
      'own-feast',
    ]);
  });
});

test('what is worked on belongs to the calendar that it was said of, and comes back with it', () => {
  const british = withNational('gb-england-wales')(days);
  expect(british).toMatchObject({ national: 'gb-england-wales', without: [], own: days.own });
  expect(withNational('us-federal', days.without)(british)).toEqual(days);
  expect(withNational(null)(days)).not.toHaveProperty('national');
  expect(withWorkedOn('columbus-day', false)(days).without).toEqual(['veterans-day']);
});

test('a single day is there once, in order, and the other list is as it was', () => {
  const more = withSingle('closed', { date: '2026-07-02', reason: 'Moving' })(days);
  expect(more.closed.map(({ date }) => date)).toEqual(['2026-07-02', '2026-07-03']);
  const again = withSingle('closed', { date: '2026-07-03', reason: 'Party' })(more);
  expect(again.closed.map(({ reason }) => reason)).toEqual(['Moving', 'Party']);
  expect(withoutSingle('closed', { date: '2026-07-02', reason: '' })(again).closed).toHaveLength(1);
  expect(again.open).toEqual([]);
});
