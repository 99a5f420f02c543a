import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rolls } from '../../../shared/dates/calendar.ts';
import {
  type DueRule,
  DueRuleError,
  DueRuleText,
  NamedCalendar,
  parseDueRule,
  printDueRule,
  units,
} from '../../../functions/templates/due-rule.ts';
import { anyRule } from './any-rule.ts';
import { shippedRules } from './shipped-rules.ts';

describe('reading a due rule', () => {
  test.each<[string, DueRule]>([
    ['period.end +10 bizday', { anchor: 'period.end', offset: { n: 10, unit: 'bizday' } }],
    ['payDate -2 bizday(us-banking)', { anchor: 'payDate', offset: { n: -2, unit: 'bizday', calendar: 'us-banking' } }],
    ['period.end +1 day roll following', { anchor: 'period.end', offset: { n: 1, unit: 'day' }, roll: 'following' }],
    ['consult.done +0 day', { anchor: 'consult.done', offset: { n: 0, unit: 'day' } }],
    ['consult.done -0 day', { anchor: 'consult.done', offset: { n: 0, unit: 'day' } }],
    ['today', { anchor: 'today' }],
    ['deadline(us-payroll-deposit)', { anchor: 'deadline(us-payroll-deposit)' }],
    ['request.new-starters.sent +3 day', { anchor: 'request.new-starters.sent', offset: { n: 3, unit: 'day' } }],
    [
      '  period.end   +1 quarter day last roll modified-preceding at 17:00 ',
      {
        anchor: 'period.end',
        offset: { n: 1, unit: 'quarter' },
        day: 'last',
        roll: 'modified-preceding',
        at: '17:00',
      },
    ],
    ['period.start day 20 at 09:30', { anchor: 'period.start', day: 20, at: '09:30' }],
  ])('%s', (text, rule) => {
    expect(parseDueRule(text)).toEqual(rule);
  });

  test.each(shippedRules)('a shipped template says %s', (text) => {
    expect(printDueRule(parseDueRule(text))).toBe(text);
  });

  test.each<[string, number, RegExp]>([
    ['', 0, /counts from something/],
    ['  ', 0, /counts from something/],
    ['soon', 0, /“soon” is nothing to count from/],
    ['+3 day', 0, /“\+3” is nothing to count from/],
    ['period.ends +3 day', 0, /“period.ends” is nothing to count from/],
    ['job.done +3 day', 0, /“job.done” is nothing to count from/],
    ['deadline() +3 day', 0, /nothing to count from/],
    ['.done', 0, /nothing to count from/],
    ['period.end 3 day', 11, /“3” is not a count/],
    ['period.end +1.5 day', 11, /“\+1.5” is not a count/],
    ['period.end +1001 day', 11, /not a count from -1000 to \+1000/],
    ['period.end +10', 14, /“\+10” of what\?/],
    ['period.end +10 days', 15, /“days” is no unit/],
    ['period.end +10 bizday(us-moon)', 22, /no calendar “us-moon”/],
    ['period.end +10 bizday(us-banking', 15, /is no unit/],
    ['period.end +10 bizday rolls following', 22, /“rolls” has no meaning here: day, roll, at/],
    ['period.end roll after', 16, /“after” is no way to move a closed day/],
    ['period.end roll', 15, /“roll” needs a word after it/],
    ['period.end at 17:00 roll following', 20, /Nothing can follow here, so not “roll”/],
    ['period.end roll none roll none', 21, /“roll” has no meaning here: at/],
    ['period.end at 24:00', 14, /“24:00” is no time of day/],
    ['period.end +1 month day 32', 24, /“32” is no day of a month/],
    ['period.end +1 month day 0', 24, /“0” is no day of a month/],
    ['period.end +2 week day 15', 19, /goes with months, quarters or years/],
  ])('%j is refused at %i', (text, at, message) => {
    const refused = (() => {
      try {
        return parseDueRule(text);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(DueRuleError);
    expect((refused as DueRuleError).at).toBe(at);
    expect((refused as DueRuleError).message).toMatch(message);
  });

  test('any rule reads as it was written', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(parseDueRule(printDueRule(rule))).toEqual(rule);
      }),
    );
  });
  test('what can be read at all is written in one way', () => {
    fc.assert(
      fc.property(anyRule, fc.constantFrom(' ', '  ', '\t'), (rule, gap) => {
        const written = printDueRule(rule);
        expect(printDueRule(parseDueRule(written.replaceAll(' ', gap)))).toBe(written);
      }),
    );
  });
  test('any text is read or refused with a place in it', () => {
    const word = fc.constantFrom(
      'today',
      'period.end',
      '+3',
      '-1',
      'day',
      'bizday(us-dc)',
      'roll',
      'none',
      'at',
      '9:00',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 8 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          expect(parseDueRule(printDueRule(parseDueRule(given)))).toEqual(parseDueRule(given));
        } catch (error) {
          if (!(error instanceof DueRuleError)) throw error;
          expect(error.at).toBeGreaterThanOrEqual(0);
          expect(error.at).toBeLessThanOrEqual(given.length);
        }
      }),
    );
  });
  test('a template keeps the text, and says what is wrong with it', () => {
    expect(DueRuleText.parse(' period.end +10 bizday ')).toBe('period.end +10 bizday');
    const refused = DueRuleText.safeParse('period.end +10 days');
    expect(refused.error?.issues[0]?.message).toBe('“days” is no unit: day, bizday, week, month, quarter, year');
  });
  test('every unit, way to roll and calendar can be written', () => {
    for (const unit of units)
      for (const calendar of NamedCalendar.options)
        for (const roll of rolls) {
          const rule: DueRule = { anchor: 'payDate', offset: { n: -1, unit, calendar }, roll };
          expect(parseDueRule(`payDate -1 ${unit}(${calendar}) roll ${roll}`)).toEqual(rule);
        }
  });
});
