import { describe, expect, test } from 'vitest';
import type { Postponed } from '../../../functions/deadlines/postponed.ts';
import { found, on } from './found.ts';

const fire: Postponed = {
  area: 'Boulder County, CO',
  agency: 'IRS',
  from: '2027-01-15',
  until: '2027-06-30',
  to: '2027-07-31',
  source: 'CO-2027-01',
};

describe('what the firm entered', () => {
  const there = { yearEnd: '2026-12-31', areas: ['boulder county, co'] };
  test('postpones every date of the agency that falls in the time, for who is in the area', () => {
    expect(found('us-1040', there, [fire])).toMatchObject({
      on: '2027-08-02',
      explain: [
        'Year ends Thu 31 Dec 2026',
        'the 15th of the fourth month after: Thu 15 Apr 2027',
        'postponed in Boulder County, CO (CO-2027-01): Sat 31 Jul 2027',
        'Sat 31 Jul 2027 is no business day: the next business day is Mon 2 Aug 2027',
      ],
    });
    expect(on('us-1040', { ...there, areas: [] }, [fire])).toBe('2027-04-15');
    expect(on('us-1040', { ...there, areas: ['Denver County, CO'] }, [fire])).toBe('2027-04-15');
  });
  test('leaves other agencies, other times and other keys as they are', () => {
    expect(on('us-w2', there, [fire])).toBe('2027-02-01');
    expect(on('us-1040-extended', there, [fire])).toBe('2027-10-15');
    const { agency: _, ...named } = fire;
    expect(on('us-1040', there, [{ ...named, keys: ['us-1065'] }])).toBe('2027-04-15');
    expect(on('us-1065', there, [{ ...named, keys: ['us-1065'] }])).toBe('2027-08-02');
  });
  test('gives the most time of several, and never takes any', () => {
    const longer = { ...fire, to: '2027-10-15', source: 'CO-2027-02' };
    expect(on('us-1040', there, [longer, fire])).toBe('2027-10-15');
    expect(on('us-1040', there, [{ ...fire, to: '2027-03-01' }])).toBe('2027-04-15');
  });
  test('corrects a date for everyone, earlier too, exactly as it was entered; the last word holds', () => {
    const wrong: Postponed = {
      keys: ['us-990'],
      from: '2027-05-17',
      until: '2027-05-17',
      to: '2027-05-15',
      source: 'A notice',
    };
    expect(found('us-990', { yearEnd: '2026-12-31' }, [wrong])).toMatchObject({
      on: '2027-05-15',
      unrolled: '2027-05-15',
    });
    expect(on('us-990', { yearEnd: '2026-12-31' }, [wrong, { ...wrong, to: '2027-05-14' }])).toBe('2027-05-14');
    expect(found('us-990', { yearEnd: '2026-12-31' }, [wrong]).explain.at(-1)).toBe(
      'corrected by the firm (A notice): Sat 15 May 2027',
    );
  });
  test('postpones what was corrected', () => {
    const wrong: Postponed = {
      keys: ['us-1040'],
      from: '2027-04-15',
      until: '2027-04-15',
      to: '2027-04-19',
      source: 'A notice',
    };
    expect(found('us-1040', there, [fire, wrong]).explain.slice(2, 4)).toEqual([
      'corrected by the firm (A notice): Mon 19 Apr 2027',
      'postponed in Boulder County, CO (CO-2027-01): Sat 31 Jul 2027',
    ]);
  });
});
