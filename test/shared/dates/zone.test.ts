import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/dates/civil-date.ts';
import { civilDateAt, instantAt, instantsOf, TimeZone, wallTimeAt } from '../../../shared/dates/zone.ts';
import { anyDate } from './any-date.ts';

const hours = ({ start, end }: { start: string; end: string }) => (Date.parse(end) - Date.parse(start)) / 3_600_000;

describe('a time zone', () => {
  test.each(['America/Denver', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Europe/Kyiv', 'UTC'])(
    'takes %s',
    (zone) => {
      expect(TimeZone.parse(zone)).toBe(zone);
    },
  );
  test.each(['+05:00', 'EST', 'GMT+2', 'america/denver', 'America/Larkfield', 'Mars/Phobos', '', 'America/Denver '])(
    'refuses “%s”',
    (zone) => {
      expect(TimeZone.safeParse(zone).success).toBe(false);
    },
  );
});

describe('the date on the wall', () => {
  test('is another on either side of the world', () => {
    const instant = '2026-04-15T23:30:00.000Z';
    expect(civilDateAt(instant, 'America/Denver')).toBe('2026-04-15');
    expect(civilDateAt(instant, 'Asia/Tokyo')).toBe('2026-04-16');
    expect(wallTimeAt(instant, 'America/Denver')).toBe('17:30');
  });
});

describe('a civil day as instants', () => {
  test('has 23 hours when summer time begins and 25 when it ends', () => {
    expect(hours(instantsOf('2026-03-08', 'America/Denver'))).toBe(23);
    expect(hours(instantsOf('2026-11-01', 'America/Denver'))).toBe(25);
    expect(hours(instantsOf('2026-11-02', 'America/Denver'))).toBe(24);
  });
  test('starts at one where midnight does not exist', () => {
    const { start } = instantsOf('2018-11-04', 'America/Sao_Paulo');
    expect(start).toBe('2018-11-04T03:00:00.000Z');
    expect(wallTimeAt(start, 'America/Sao_Paulo')).toBe('01:00');
  });
  test('is empty where a zone left a whole day out', () => {
    const { start, end } = instantsOf('2011-12-30', 'Pacific/Apia');
    expect(start).toBe(end);
  });
  test('holds just the instants of that date, and the next day starts where it ends', () => {
    const zones = fc.constantFrom(
      'America/Denver',
      'Europe/Berlin',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(anyDate, zones, (date, zone) => {
        const { start, end } = instantsOf(date, zone);
        expect(civilDateAt(start, zone)).toBe(date);
        expect(civilDateAt(new Date(Date.parse(end) - 1).toISOString(), zone)).toBe(date);
        expect(civilDateAt(end, zone)).toBe(addDays(date, 1));
      }),
    );
  });
});

describe('a time on a day', () => {
  test('that the clocks skip is an hour later, and one they repeat is the first', () => {
    expect(instantAt('2026-03-08', '02:30', 'America/Denver')).toBe('2026-03-08T09:30:00.000Z');
    expect(wallTimeAt('2026-03-08T09:30:00.000Z', 'America/Denver')).toBe('03:30');
    expect(instantAt('2026-11-01', '01:30', 'America/Denver')).toBe('2026-11-01T07:30:00.000Z');
  });
});
