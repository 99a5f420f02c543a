import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isToCall, ladderOf, nextLook, reminderNow } from '../../../functions/requests/ladder.ts';
import { workingDays, WorkingDays } from '../../../shared/dates/calendars.ts';
import { isBusinessDay } from '../../../shared/dates/calendar.ts';
import { civilDateAt, wallTimeAt } from '../../../shared/dates/zone.ts';
import { addDays } from '../../../shared/dates/civil-date.ts';

const timeZone = 'America/Denver';
const calendar = workingDays(WorkingDays.parse({ national: 'us-federal' }));
const sending = { mailHours: { from: '09:00', to: '17:00' }, calendar, timeZone };

type Ladder = 'standard' | 'short' | 'urgent' | 'season' | 'none';
type Reminders = { contactId: string; step?: number; at: string }[];
const sentAt = '2026-03-02T17:00:00.000Z';
const asked = (ladder: Ladder, more: object = {}) => ({
  status: 'sent' as const,
  ladder,
  dueOn: '2026-03-13',
  sentAt,
  contactIds: ['con_1'],
  reminders: [] as Reminders,
  ...more,
});
const reach = (now: string, ...reached: string[]) => ({ reached: new Set(reached), now });
const daysOf = (ladder: Ladder, more: object = {}) =>
  ladderOf(asked(ladder, more), sending).reminders.map(({ at, mail }) => [civilDateAt(at, timeZone), mail]);

describe('a ladder', () => {
  test('has its steps and its call on business days around the due date', () => {
    expect(daysOf('standard')).toEqual([
      ['2026-03-11', 'reminder-first'],
      ['2026-03-16', 'reminder-after-date'],
      ['2026-03-19', 'reminder-last'],
    ]);
    expect(daysOf('short')).toEqual([
      ['2026-03-13', 'reminder-first'],
      ['2026-03-17', 'reminder-last'],
    ]);
    expect(ladderOf(asked('short'), sending).callAt).toBe('2026-03-18T15:00:00.000Z');
    expect(daysOf('none')).toEqual([]);
  });

  test('that is urgent reminds twice on the day, and has someone call at three', () => {
    const { reminders, callAt } = ladderOf(asked('urgent'), sending);
    expect(reminders.map(({ at }) => wallTimeAt(at, timeZone))).toEqual(['09:00', '14:00']);
    expect(callAt).toBe('2026-03-13T21:00:00.000Z');
  });

  test('leaves out what would come with the request itself', () => {
    expect(daysOf('standard', { sentAt: '2026-03-11T17:00:00.000Z' }).map(([on]) => on)).toEqual([
      '2026-03-16',
      '2026-03-19',
    ]);
  });

  test('begins anew, by the short one, for what was sent back', () => {
    expect(daysOf('standard', { returnedAt: '2026-03-20T17:00:00.000Z' })).toEqual([
      ['2026-03-24', 'reminder-first'],
      ['2026-03-26', 'reminder-last'],
    ]);
  });

  test('waits two days after someone sent something', () => {
    const heard = [{ contactId: 'con_1', at: '2026-03-10T20:00:00.000Z' }];
    const on = (day: string) => reminderNow(asked('standard', { heard }), 'con_1', sending, day);
    expect(on('2026-03-11T16:00:00.000Z')).toBeUndefined();
    expect(on('2026-03-12T20:00:00.000Z')).toMatchObject({ step: 0 });
  });

  test('goes on past a step that found no words, to the call', () => {
    const reminders = [0, 1, 2].map((step) => ({
      contactId: 'con_1',
      step,
      at: `2026-03-${['11', '16', '19'][step]}T15:00:00.000Z`,
      missed: 'A hole',
    }));
    const passed = (n: number) => asked('standard', { reminders: reminders.slice(0, n) });
    expect(reminderNow(passed(1), 'con_1', sending, '2026-03-12T15:00:00.000Z')).toBeUndefined();
    expect(nextLook(passed(1), sending)).toBe('2026-03-16T15:00:00.000Z');
    const callAt = '2026-03-23T15:00:00.000Z';
    expect(nextLook(passed(3), sending)).toBe(callAt);
    expect(isToCall(passed(3), sending, reach(callAt, 'con_1'))).toBe(true);
  });

  test('has no step and no call for whom the mail that asks was held, and counts from when it was let out', () => {
    const mail = { contactId: 'con_1', mailId: 'mai_1' };
    const now = '2026-04-30T15:00:00.000Z';
    const held = asked('standard', { held: [mail] });
    expect(reminderNow(held, 'con_1', sending, now)).toBeUndefined();
    expect(nextLook(held, sending)).toBeUndefined();
    expect(isToCall(held, sending, reach(now, 'con_1'))).toBe(false);
    const out = (outAt: string) => daysOf('standard', { held: [{ ...mail, outAt }] }).map(([on]) => on);
    expect(out('2026-03-11T17:00:00.000Z')).toEqual(['2026-03-16', '2026-03-19']);
    expect(out('2026-03-20T17:00:00.000Z')).toEqual(['2026-03-25', '2026-03-30']);
  });

  test('waits for nobody who was not asked, where another was', () => {
    const two = asked('standard', {
      contactIds: ['con_1', 'con_2'],
      held: [{ contactId: 'con_2', mailId: 'mai_2' }],
    });
    expect(reminderNow(two, 'con_1', sending, '2026-03-11T16:00:00.000Z')).toMatchObject({ step: 0 });
    expect(reminderNow(two, 'con_2', sending, '2026-03-11T16:00:00.000Z')).toBeUndefined();
  });

  test('does not make up for what was missed in a row', () => {
    expect(reminderNow(asked('standard'), 'con_1', sending, '2026-03-17T16:00:00.000Z')).toMatchObject({ step: 1 });
  });

  test('whatever the days: each step once, in order, on business days within the hours, and then the call', () => {
    const ladders = fc.constantFrom<Ladder>('standard', 'short', 'urgent', 'season');
    fc.assert(
      fc.property(ladders, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }), (ladder, from, until) => {
        const sentOn = addDays('2026-01-02', from);
        let request = asked(ladder, { sentAt: `${sentOn}T17:30:00.000Z`, dueOn: addDays(sentOn, until) });
        const got: number[] = [];
        for (let look = nextLook(request, sending); look !== undefined; look = nextLook(request, sending)) {
          const reminder = reminderNow(request, 'con_1', sending, look);
          if (!reminder) {
            expect(isToCall(request, sending, reach(look, 'con_1'))).toBe(true);
            break;
          }
          const on = civilDateAt(reminder.at, timeZone);
          const time = wallTimeAt(reminder.at, timeZone);
          expect([isBusinessDay(calendar, on), time >= '09:00' && time < '17:00']).toEqual([true, true]);
          expect(reminder.at > request.sentAt).toBe(true);
          got.push(reminder.step);
          request = {
            ...request,
            reminders: [...request.reminders, { contactId: 'con_1', step: reminder.step, at: look }],
          };
        }
        expect(new Set(got).size).toBe(got.length);
      }),
      { numRuns: 100 },
    );
  });

  test('waits for nobody whom mail does not reach: the call comes when the others have all reminders', () => {
    const steps = ['2026-03-11', '2026-03-16', '2026-03-19'];
    const reminders = steps.map((on, step) => ({ contactId: 'con_1', step, at: `${on}T15:00:00.000Z` }));
    const two = asked('standard', { contactIds: ['con_1', 'con_2'], reminders });
    const callAt = '2026-03-23T15:00:00.000Z';
    expect(nextLook(two, sending, reach('2026-03-19T15:00:00.000Z', 'con_1'))).toBe(callAt);
    expect(isToCall(two, sending, reach(callAt, 'con_1'))).toBe(true);
    expect(isToCall(two, sending, reach(callAt, 'con_1', 'con_2'))).toBe(false);
  });

  test('where mail reaches nobody, looks at each step whether it does again, and has someone call on the day', () => {
    const one = asked('standard');
    expect(nextLook(one, sending, reach('2026-03-12T16:00:00.000Z'))).toBe('2026-03-16T15:00:00.000Z');
    expect(isToCall(one, sending, reach('2026-03-20T15:00:00.000Z'))).toBe(false);
    expect(nextLook(one, sending, reach('2026-03-20T15:00:00.000Z'))).toBe('2026-03-23T15:00:00.000Z');
    expect(isToCall(one, sending, reach('2026-03-23T15:00:00.000Z'))).toBe(true);
  });

  test('whomever mail reaches when: no look lies in the past, and in the end someone is to call, on the day where it can be', () => {
    const people = ['con_1', 'con_2'];
    const ladders = fc.constantFrom<Ladder>('standard', 'short', 'urgent', 'season');
    const whom = fc.array(fc.subarray(people), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ladders, fc.integer({ min: 0, max: 60 }), whom, (ladder, until, reaches) => {
        let request = asked(ladder, { contactIds: people, dueOn: addDays('2026-03-02', until) });
        const { callAt = '' } = ladderOf(request, sending);
        let now = nextLook(request, sending)!;
        for (let n = 0; ; n++) {
          const reached = new Set(reaches[n % reaches.length]!);
          const told = [...reached].flatMap((contactId) => {
            const reminder = reminderNow(request, contactId, sending, now);
            return reminder ? [{ contactId, step: reminder.step, at: now }] : [];
          });
          request = { ...request, reminders: [...request.reminders, ...told] };
          if (isToCall(request, sending, { reached, now })) break;
          const next = nextLook(request, sending, { reached, now })!;
          expect(next > now).toBe(true);
          // Only a reminder that can still reach someone puts the call off.
          if (reached.size === 0 && now < callAt) expect(next <= callAt).toBe(true);
          now = next;
        }
        expect(now >= callAt).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
