import type { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Schedule } from '../../../infra/local/schedules/plan.ts';
import { startSchedules, type SchedulesOptions } from '../../../infra/local/schedules/schedules.ts';
import { openStore } from '../../../infra/local/store.ts';
import { FakeClock } from './states/support.ts';

const target = { arn: 'arn:aws:lambda:eu-central-1:111111111111:function:nightly' };
const hourly: Schedule = { name: 'hourly', expression: 'cron(0 * * * ? *)', target };
const daily: Schedule = { name: 'daily', expression: 'cron(30 6 * * ? *)', timeZone: 'Europe/Berlin', target };

type Options = Partial<SchedulesOptions> & { schedules: Schedule[]; clock?: FakeClock; store?: DatabaseSync };

function start({ store = openStore(':memory:'), clock = new FakeClock(), ...options }: Options) {
  const fired: string[] = [];
  const inputs: (string | undefined)[] = [];
  const schedules = startSchedules({
    store,
    clock,
    fire: ({ input }, time) => {
      fired.push(time.toISOString().slice(0, 16));
      inputs.push(input);
      return Promise.resolve();
    },
    ...options,
  });
  onTestFinished(() => schedules.close());
  return { schedules, store, clock, fired, inputs };
}

test('a schedule fires when the clock comes to its time, and says when it does next', async () => {
  const { clock, fired, schedules } = start({ schedules: [hourly, daily] });
  await clock.advance(2 * 3600);
  expect(fired).toEqual(['2026-03-28T23:00', '2026-03-29T00:00']);
  expect(schedules.list()).toMatchObject([
    { name: 'hourly', timeZone: 'UTC', state: 'ENABLED', next: new Date('2026-03-29T01:00:00Z') },
    { name: 'daily', timeZone: 'Europe/Berlin', next: new Date('2026-03-29T04:30:00Z') },
  ]);
});

test('runs missed while the process was away are fired in order after a restart, none of them twice', async () => {
  const first = start({ schedules: [hourly, daily] });
  await first.clock.advance(3600);
  first.schedules.close();
  first.clock.time = Date.parse('2026-03-29T05:10:00Z');
  const second = start({ schedules: [hourly, daily], store: first.store, clock: first.clock });
  await second.schedules.settled();
  expect(first.fired).toEqual(['2026-03-28T23:00']);
  expect(second.fired).toEqual([
    '2026-03-29T00:00',
    '2026-03-29T01:00',
    '2026-03-29T02:00',
    '2026-03-29T03:00',
    '2026-03-29T04:00',
    '2026-03-29T04:30',
    '2026-03-29T05:00',
  ]);
});

test('a month in one jump fires every run of the month, one after the other', async () => {
  let running = 0;
  const times: number[] = [];
  const { clock, schedules } = start({
    schedules: [hourly, daily],
    fire: async (_, time) => {
      expect(++running).toBe(1);
      await Promise.resolve();
      times.push(time.getTime());
      running--;
    },
  });
  clock.time += 30 * 86_400_000;
  clock.next();
  await schedules.settled();
  expect(times).toHaveLength(30 * 24 + 30);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('of a year of minutes a thousand runs are made up for, and it says so', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  onTestFinished(() => warn.mockRestore());
  const { clock, fired, schedules } = start({
    schedules: [{ name: 'often', expression: 'rate(1 minute)', target }],
  });
  clock.time += 365 * 86_400_000;
  clock.next();
  await schedules.settled();
  expect(fired).toHaveLength(1000);
  expect(fired[0]).toBe('2026-03-28T22:01');
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('often'));
  expect(schedules.list()[0]!.next!.getTime()).toBeGreaterThan(clock.time);
});

test('a run that was being fired when the process ended is fired again', async () => {
  const first = start({ schedules: [hourly], fire: () => new Promise(() => {}) });
  await first.clock.advance(3600);
  const second = start({ schedules: [hourly], store: first.store, clock: first.clock });
  await second.schedules.settled();
  expect(second.fired).toEqual(['2026-03-28T23:00']);
});

test('a target that fails is tried again with its time and attempt; others do not wait for it', async () => {
  const attempts: string[] = [];
  const input = '{"at":"<aws.scheduler.scheduled-time>","attempt":"<aws.scheduler.attempt-number>"}';
  const { clock } = start({
    schedules: [
      { ...hourly, target: { ...target, input } },
      { ...hourly, name: 'other', target: { arn: 'other' } },
    ],
    fire: ({ arn, input: given }) => {
      attempts.push(given ?? arn);
      return given?.includes('"attempt":"3"') === false ? Promise.reject(new Error('busy')) : Promise.resolve();
    },
  });
  await clock.advance(3600 + 60);
  const attempt = (number: number) => `{"at":"2026-03-28T23:00:00Z","attempt":"${number}"}`;
  expect(attempts).toEqual([attempt(1), 'other', attempt(2), attempt(3)]);
});

test('a run that nobody takes goes to the dead letters after its last attempt', async () => {
  const dead: string[] = [];
  let attempts = 0;
  const { clock } = start({
    schedules: [
      { ...hourly, target: { ...target, input: '"run"', retry: { maximumAttempts: 2 }, deadLetterArn: 'dead' } },
    ],
    fire: () => {
      attempts++;
      return Promise.reject(new Error('gone'));
    },
    deadLetter: (arn, input) => {
      dead.push(`${arn} ${input}`);
      return Promise.resolve();
    },
  });
  await clock.advance(3600 + 600);
  expect(attempts).toBe(3);
  expect(dead).toEqual(['dead "run"']);
});

test('a changed schedule begins anew, a removed or disabled one fires nothing', async () => {
  const first = start({ schedules: [hourly, daily] });
  first.schedules.close();
  first.clock.time += 5 * 3600_000;
  const changed = { ...hourly, expression: 'cron(30 * * * ? *)' };
  const second = start({
    schedules: [changed, { ...daily, state: 'DISABLED' }],
    store: first.store,
    clock: first.clock,
  });
  await second.clock.advance(2 * 3600);
  expect(second.fired).toEqual(['2026-03-29T03:30', '2026-03-29T04:30']);
  expect(second.schedules.list()[1]).toMatchObject({ state: 'DISABLED', next: null });
});

test('a schedule can be fired by hand, a disabled one too, and keeps its own times', async () => {
  const { fired, schedules } = start({ schedules: [{ ...hourly, state: 'DISABLED' }, daily] });
  await schedules.run('hourly');
  await schedules.run('daily');
  expect(fired).toEqual(['2026-03-28T22:00', '2026-03-28T22:00']);
  expect(schedules.list()[1]!.next).toEqual(new Date('2026-03-29T04:30:00Z'));
  await expect(schedules.run('weekly')).rejects.toThrow('There is no schedule weekly. There are: hourly, daily');
});

test('an expression that cannot be read is refused with the name of its schedule', () => {
  expect(() => start({ schedules: [{ ...hourly, expression: 'cron(0 10 * * * *)' }] })).toThrow('Schedule hourly: ');
});
