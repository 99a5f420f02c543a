import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesOf } from '../../../functions/jobs/dating.ts';
import { acting, aJobOf, anyJob, anyTasks, aTaskOf, done } from './any-job.ts';

type Tasks = Parameters<typeof datesOf>[1];
const dates = (tasks: Tasks, job = aJobOf()) => datesOf(job, tasks, acting.dating, undefined).tasks;
const daysOf = (tasks: Tasks) => tasks.map(({ id }) => dates(tasks).get(id)!.on);

/** Three in a row, due two, three and four business days after Monday, November 2. */
const inARow = (first: object = {}, second: object = {}) => [
  aTaskOf(0, { dueRule: 'job.start +2 bizday', ...first }),
  aTaskOf(1, { dueRule: 'job.start +3 bizday', after: ['t0'], ...second }),
  aTaskOf(2, { dueRule: 'job.start +4 bizday', after: ['t1'] }),
];
const pin = (on: string) => ({ pin: { on, by: 'mem_A' } });

describe('a task that someone set by hand', () => {
  test('holds back what comes after it, also at a distance, and says so', () => {
    const tasks = inARow(pin('2026-11-10'));
    expect(daysOf(tasks)).toEqual(['2026-11-10', '2026-11-10', '2026-11-10']);
    expect(dates(tasks).get(tasks[2]!.id)!.explain).toEqual([
      'The job starts Mon 2 Nov 2026',
      '4 business days later: Fri 6 Nov 2026',
      'Not before “Task 0”, which was set by hand to Tue 10 Nov 2026',
    ]);
  });

  test('moves nothing that is due later anyway, and nothing when it is set earlier', () => {
    expect(daysOf(inARow(pin('2026-11-05')))).toEqual(['2026-11-05', '2026-11-05', '2026-11-06']);
    expect(daysOf(inARow(pin('2026-10-20')))).toEqual(['2026-10-20', '2026-11-05', '2026-11-06']);
  });

  test('holds back to the next business day where it was set to a day off', () => {
    expect(daysOf(inARow(pin('2026-11-08')))).toEqual(['2026-11-08', '2026-11-09', '2026-11-09']);
  });

  test('holds nothing back once it is done, and nothing past another that was set by hand', () => {
    const tasks = inARow(pin('2026-11-10'));
    expect(daysOf([done(tasks[0]!), ...tasks.slice(1)]).slice(1)).toEqual(['2026-11-05', '2026-11-06']);
    expect(daysOf(inARow(pin('2026-11-10'), pin('2026-11-05')))).toEqual(['2026-11-10', '2026-11-05', '2026-11-06']);
  });

  test('gives what it holds back the latest of several days', () => {
    const [first, second, last] = inARow(pin('2026-11-10'), pin('2026-11-12'));
    expect(daysOf([first!, second!, { ...last!, after: ['t0', 't1'] }])[2]).toBe('2026-11-12');
  });

  test('makes no day earlier than it was, and touches nothing that does not come after it', () => {
    fc.assert(
      fc.property(anyJob, anyTasks, fc.nat(), (job, tasks, n) => {
        const plain = tasks.map(({ pin: _, dueRule, ...task }) => ({
          ...task,
          // Days that hang on other days move with them anyway.
          ...(dueRule !== undefined && { dueRule: 'job.start +2 bizday' }),
        }));
        const moved = plain.map((task, i) => (i === n % plain.length ? { ...task, ...pin('2026-12-24') } : task));
        const [before, after] = [dates(plain, { ...job, dueRule: 'job.start +10 bizday' }), dates(moved, job)];
        const follows = new Set<string>();
        const walk = (key: string): void => {
          for (const task of plain.filter((one) => one.after?.includes(key) && !follows.has(one.key!)))
            walk(follows.add(task.key!) && task.key!);
        };
        walk(`t${n % plain.length}`);
        for (const [i, { id, key }] of plain.entries()) {
          if (i === n % plain.length) continue;
          const [was, is] = [before.get(id)!.on, after.get(id)!.on];
          if (was !== undefined) expect(is).toBe(follows.has(key!) ? '2026-12-28' : was);
        }
      }),
      { numRuns: 300 },
    );
  });
});
