import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeJob } from '../../../functions/jobs/changing.ts';
import { datesOf, workingOf } from '../../../functions/jobs/dating.ts';
import { openLines } from '../../../functions/jobs/schedule.ts';
import { standingsOf } from '../../../functions/jobs/standing.ts';
import { isFinished } from '../../../functions/jobs/task.ts';
import { happenedOf } from '../../../shared/events/write.ts';
import { acting, after, aJobOf, anyJob, anyTasks, aTaskOf, done, made } from './any-job.ts';

const days = (dates: ReturnType<typeof datesOf>) =>
  Object.fromEntries([...dates.tasks].map(([id, { on }]) => [id, on]));

describe('the dates of any job', () => {
  test('do not depend on the order in which its tasks are looked at', () => {
    fc.assert(
      fc.property(
        anyJob,
        anyTasks.chain((tasks) =>
          fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
        ),
        (job, [tasks, shuffled]) => {
          const [one, other] = [tasks, shuffled].map((all) => datesOf(job, all, acting.dating, undefined));
          expect(days(other!)).toEqual(days(one!));
          expect(other!.due.on).toBe(one!.due.on);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leave every day alone that someone set, whatever else is done', () => {
    fc.assert(
      fc.property(anyJob, anyTasks, fc.nat(), (job, tasks, n) => {
        const whole = made(tasks, job);
        const task = whole.tasks[n % whole.tasks.length]!;
        const { schedule } = after(whole, { tasks: [done(task)], job: { ...whole.job, startOn: '2027-02-01' } });
        for (const { id, pin } of tasks.filter((one) => one.pin && one.id !== task.id))
          expect(schedule.lines[id]!.due).toBe(pin!.on);
      }),
      { numRuns: 300 },
    );
  });

  test('never go when a task is finished', () => {
    fc.assert(
      fc.property(anyJob, anyTasks, fc.nat(), (job, tasks, n) => {
        const whole = made(tasks, job);
        const { schedule } = after(whole, { tasks: [done(whole.tasks[n % whole.tasks.length]!)] });
        for (const [id, { due }] of Object.entries(whole.schedule.lines))
          if (due !== undefined) expect(schedule.lines[id]!.due).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  test('say of tasks in a circle that there is none, and of those that hang on it', () => {
    const rules = ['t1.due +1 day', 't2.due +1 day', 't0.due +1 day', 't0.due +1 day', 'job.start +1 bizday'];
    const tasks = rules.map((dueRule, n) => aTaskOf(n, { dueRule }));
    const { tasks: dated } = datesOf(aJobOf(), tasks, acting.dating, undefined);
    expect([...dated.values()].map(({ on }) => on)).toEqual([undefined, undefined, undefined, undefined, '2026-11-03']);
  });
});

describe('any job', () => {
  test('has each open task either blocked or up next', () => {
    fc.assert(
      fc.property(anyJob, anyTasks, (job, tasks) => {
        const { schedule } = made(tasks, job);
        const standings = standingsOf(schedule, workingOf(acting.dating));
        expect([...standings.keys()]).toEqual(openLines(schedule).map(([id]) => id));
        for (const { isUpNext, blockedBy } of standings.values()) expect(isUpNext).toBe(blockedBy.length === 0);
      }),
      { numRuns: 300 },
    );
  });

  test('is in the same state in whichever order its tasks were done', () => {
    const orders = anyTasks.chain((tasks) =>
      fc.tuple(
        fc.constant(tasks),
        fc
          .subarray(tasks)
          .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
      ),
    );
    fc.assert(
      fc.property(orders, fc.boolean(), ([tasks, [one, other]], staysOpen) => {
        const [first, second] = [one, other].map((order) =>
          order.reduce((whole, task) => after(whole, { tasks: [done(task)] }), made(tasks, aJobOf({ staysOpen }))),
        );
        expect(second!.job.status).toBe(first!.job.status);
        expect(first!.job.status === 'done').toBe(!staysOpen && first!.tasks.every(isFinished));
      }),
      { numRuns: 200 },
    );
  });

  test('is not changed by the same change again', () => {
    fc.assert(
      fc.property(anyJob, anyTasks, fc.nat(), (job, tasks, n) => {
        const whole = made(tasks, job);
        const change = {
          tasks: [done(whole.tasks[n % whole.tasks.length]!)],
          assigned: { [tasks[0]!.id]: 'mem_B' },
          job: { ...whole.job, priority: 'high' as const },
        };
        const once = after(whole, change);
        const again = { tasks: [once.tasks[n % once.tasks.length]!], assigned: change.assigned, job: once.job };
        expect(happenedOf(changeJob(once, 'job.updated', again, acting).write)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
