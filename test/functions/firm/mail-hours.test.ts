import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessDay } from '../../../shared/dates/calendar.ts';
import { workingDays } from '../../../shared/dates/calendars.ts';
import { civilDateAt, wallTimeAt } from '../../../shared/dates/zone.ts';
import { MailHours, mailWaitsUntil, usualMailHours } from '../../../functions/firm/mail-hours.ts';

const calendar = workingDays({
  weekend: [6, 7],
  national: 'us-federal',
  without: [],
  own: [],
  closed: [{ date: '2026-11-04', reason: 'The office moves' }],
  open: [{ date: '2026-11-14', reason: 'Open Saturday' }],
});
const inDenver = { mailHours: usualMailHours, calendar, timeZone: 'America/Denver' };

describe('the hours in which mail to clients leaves', () => {
  test.each([
    ['Monday, 8:59', '2026-11-02T15:59:59.999Z', '2026-11-02T16:00:00.000Z'],
    ['Monday, 9:00', '2026-11-02T16:00:00.000Z', undefined],
    ['Monday, 16:59', '2026-11-02T23:59:59.999Z', undefined],
    ['Monday, 17:00, which is Tuesday in London', '2026-11-03T00:00:00.000Z', '2026-11-03T16:00:00.000Z'],
    ['the evening before the office is closed', '2026-11-04T01:00:00.000Z', '2026-11-05T16:00:00.000Z'],
    ['midday on which the office is closed', '2026-11-04T19:00:00.000Z', '2026-11-05T16:00:00.000Z'],
    ['Friday evening before an open Saturday', '2026-11-14T01:00:00.000Z', '2026-11-14T16:00:00.000Z'],
    ['Saturday', '2026-11-07T18:00:00.000Z', '2026-11-09T16:00:00.000Z'],
    ['Thanksgiving', '2026-11-26T18:00:00.000Z', '2026-11-27T16:00:00.000Z'],
    ['Friday before summer time begins', '2026-03-07T03:00:00.000Z', '2026-03-09T15:00:00.000Z'],
  ])('are asked for on %s', (_, now, until) => {
    expect(mailWaitsUntil(inDenver, now)).toBe(until);
  });

  test('may last to the end of the day', () => {
    const mailHours = { from: '00:00', to: '24:00' };
    expect(mailWaitsUntil({ ...inDenver, mailHours }, '2026-11-03T06:59:59.999Z')).toBeUndefined();
    expect(mailWaitsUntil({ ...inDenver, mailHours }, '2026-11-04T07:00:00.000Z')).toBe('2026-11-05T07:00:00.000Z');
  });

  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const hours = fc
    .tuple(time, fc.oneof(time, fc.constant('24:00')))
    .filter(([from, to]) => from < to)
    .map(([from, to]) => MailHours.parse({ from, to }));
  const zone = fc.constantFrom('America/Denver', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
  const moment = fc
    .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2032-12-31T00:00:00Z'), noInvalidDate: true })
    .map((at) => at.toISOString());

  test('begin later than now, on a working day, at their time of day', () => {
    fc.assert(
      fc.property(hours, zone, moment, (mailHours, timeZone, now) => {
        const until = mailWaitsUntil({ mailHours, calendar, timeZone }, now);
        if (until === undefined) {
          expect(isBusinessDay(calendar, civilDateAt(now, timeZone))).toBe(true);
          return;
        }
        expect(until > now).toBe(true);
        expect(isBusinessDay(calendar, civilDateAt(until, timeZone))).toBe(true);
        // An hour that the clocks skip begins later.
        expect(wallTimeAt(until, timeZone) >= mailHours.from).toBe(true);
      }),
    );
  });

  test('have begun when they were waited for, unless the clocks skip them', () => {
    fc.assert(
      fc.property(hours, fc.constantFrom('UTC', 'Asia/Tokyo'), moment, (mailHours, timeZone, now) => {
        const sending = { mailHours, calendar, timeZone };
        const until = mailWaitsUntil(sending, now);
        if (until !== undefined) expect(mailWaitsUntil(sending, until)).toBeUndefined();
      }),
    );
  });
});
