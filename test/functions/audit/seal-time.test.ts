import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastSealTime } from '../../../functions/audit/seal-step.ts';
import { civilDateAt, instantAt, wallTimeAt } from '../../../shared/dates/zone.ts';

const hour = 3_600_000;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('the last time to seal', () => {
  test.each([
    ['in the night before two', '2026-03-10T07:59:00.000Z', '2026-03-09T08:00:00.000Z'],
    ['at two, while the indexes may still follow', '2026-03-10T08:04:59.000Z', '2026-03-09T08:00:00.000Z'],
    ['a little after two', '2026-03-10T08:05:00.000Z', '2026-03-10T08:00:00.000Z'],
    ['in the evening', '2026-03-11T05:59:00.000Z', '2026-03-10T08:00:00.000Z'],
    ['in the night in which the clocks skip two', '2026-03-08T12:00:00.000Z', '2026-03-08T09:00:00.000Z'],
    ['in the night in which the clocks go back', '2026-11-01T12:00:00.000Z', '2026-11-01T09:00:00.000Z'],
  ])('in Denver %s', (_, now, expected) => {
    expect(lastSealTime(now, 'America/Denver')).toBe(expected);
  });

  const zones = [
    'UTC',
    'America/Denver',
    'America/Santiago',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Europe/Lisbon',
    'Pacific/Apia',
    'Pacific/Chatham',
    'Africa/Casablanca',
    'Asia/Beirut',
  ];
  const anyInstant = fc
    .date({ min: new Date('2011-06-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());

  test('is over, a two o’clock on the wall, and the last one, in any zone and over any change of the clocks', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (now, zone) => {
        const last = lastSealTime(now, zone);
        expect(Date.parse(now) - Date.parse(last)).toBeGreaterThanOrEqual(5 * 60_000);
        expect(Date.parse(now) - Date.parse(last)).toBeLessThanOrEqual(50 * hour);
        expect(instantAt(civilDateAt(last, zone), '02:00', zone)).toBe(last);
        expect(['02:00', '02:30', '03:00']).toContain(wallTimeAt(last, zone));
        const today = instantAt(civilDateAt(now, zone), '02:00', zone);
        if (Date.parse(today) <= Date.parse(now) - 5 * 60_000) expect(last).toBe(today);
      }),
      { numRuns: 300 },
    );
  });
  test('never goes back as time goes on', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat({ max: 72 * 60 }), fc.constantFrom(...zones), (now, minutes, zone) => {
        expect(lastSealTime(later(now, minutes * 60_000), zone) >= lastSealTime(now, zone)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  test('is not in the future where a day was left out', () => {
    const now = '2011-12-30T10:30:00.000Z';
    expect(lastSealTime(now, 'Pacific/Apia') < now).toBe(true);
  });
});
