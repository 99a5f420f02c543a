import { expect, test } from 'vitest';
import { WorkingDays } from '../../../shared/dates/calendars.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { daysFrom } from '../../../functions/firm/days-off.ts';
import type { Firm } from '../../../functions/firm/firm.ts';
import { aFirm } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

const firmWith = (days: object): Stored<Firm> => ({
  name: 'Larkfield & Rowe',
  timeZone: 'America/Denver',
  currency: 'USD',
  workingDays: WorkingDays.parse(days),
  admins: [],
  createdAt: '2026-01-05T15:00:00.000Z',
  version: 1,
});

const now = '2026-11-23T15:00:00.000Z';
const reasons = (days: object) => daysFrom(firmWith(days), now).daysOff.map(({ date, reason }) => `${date} ${reason}`);

test('the next days off are the national ones but those worked on, the firm’s own, and single ones', () => {
  const found = reasons({
    national: 'us-federal',
    without: ['columbus-day', 'veterans-day'],
    own: [{ kind: 'weekday', key: 'day-after', name: 'Day after', month: 11, weekday: 4, nth: 4, plus: 1 }],
    closed: [{ date: '2026-12-28', reason: 'Moving' }],
    open: [{ date: '2027-01-01', reason: 'Year end' }],
  });
  expect(found.slice(0, 5)).toEqual([
    '2026-11-26 Thanksgiving Day',
    '2026-11-27 Day after',
    '2026-12-25 Christmas Day',
    '2026-12-28 Moving',
    '2027-01-18 Birthday of Martin Luther King, Jr.',
  ]);
  expect(found.join()).not.toMatch(/Columbus|Veterans/);
});

test('a day off that lies on a weekend is none, but one of them that is worked on is a day like others', () => {
  const own = [{ kind: 'fixed', key: 'feast', name: 'Feast', month: 11, day: 28 }];
  expect(reasons({ own })).toEqual([]);
  expect(reasons({ own, weekend: [7] })).toEqual(['2026-11-28 Feast']);
});

test('the day is that of the firm: what was off yesterday is not among the next', () => {
  const own = [{ kind: 'once', key: 'feast', name: 'Feast', date: '2026-11-23' }];
  expect(reasons({ own })).toEqual(['2026-11-23 Feast']);
  expect(daysFrom(firmWith({ own }), '2026-11-24T06:59:00.000Z').daysOff).toHaveLength(1);
  expect(daysFrom(firmWith({ own }), '2026-11-24T07:01:00.000Z').daysOff).toEqual([]);
});

test('the settings tell them, with the holidays that can be worked on', async () => {
  const firm = await aFirm();
  const admin = verbs(firm.admin.call);
  await admin.patch('/v1/firm', { workingDays: { national: 'gb-england-wales' } });
  const { daysOff, holidays } = (await admin.get('/v1/firm')).body;
  expect(daysOff).toContainEqual(expect.objectContaining({ reason: 'Good Friday' }));
  expect(holidays['us-federal']).toContainEqual({ key: 'columbus-day', name: 'Columbus Day' });
});
