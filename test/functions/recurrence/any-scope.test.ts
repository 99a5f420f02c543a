import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJob } from '../../../functions/jobs/changing.ts';
import { actingFor } from '../../../functions/jobs/acting.ts';
import { complete, skip, start, type Task } from '../../../functions/jobs/task.ts';
import { Changes } from '../../../functions/recurrence/changes.ts';
import { occurrence, type Source } from '../../../functions/recurrence/occurrence.ts';
import { periodAt } from '../../../functions/recurrence/rhythm.ts';
import { madeWith } from '../../../functions/recurrence/scope/made-with.ts';
import { remake, type Remaking, whyLeft } from '../../../functions/recurrence/scope/remaking.ts';
import type { ActiveSeries } from '../../../functions/recurrence/series.ts';
import { newId } from '../../../shared/ids.ts';
import { aSource, monthly, now, templateOf } from './a-source.ts';
import { wholeOf } from '../jobs/any-job.ts';
import { aSeries } from './a-series.ts';

const by = { by: 'mem_1', now, today: '2026-03-10' };
const keys = ['post', 'check', 'review', 'send'] as const;
const rule = fc.constantFrom('period.end +1 bizday', 'period.end +4 bizday', 'period.end +9 day');
const wording = { title: fc.constantFrom('Otherwise', 'Twice'), est: fc.constantFrom(5, 600), due: rule };
const few = { minLength: 1, maxLength: 2 };

/** Anything that someone may say of the jobs of one client: tasks in, out and other, days, people, budget. */
const anyChanges: fc.Arbitrary<Changes> = fc
  .record(
    {
      add: fc.uniqueArray(
        fc.record({ key: fc.constantFrom('x', 'y', 'z'), title: fc.constantFrom('More', 'Else'), due: rule }),
        { ...few, selector: ({ key }) => key },
      ),
      skip: fc.subarray(['check', 'send'], { minLength: 1 }),
      change: fc.dictionary(fc.constantFrom('post', 'review'), fc.record(wording, { requiredKeys: [] })),
      start: fc.constantFrom('period.end +1 day', 'period.start', 'period.end +6 day'),
      due: rule,
      people: fc.record({ doer: fc.constantFrom(newId('member'), newId('member')) }),
      budgetMinutes: fc.constantFrom(30, 90),
    },
    { requiredKeys: [] },
  )
  .map((changes) => Changes.parse(changes));

const deeds = {
  start: (task: Task) => start(task, by),
  skip: (task: Task) => skip(task, 'Not this time', by),
  done: (task: Task) => complete({ ...task, checklist: [] }, by),
} satisfies Record<string, (task: Task) => Task>;
type Deed = keyof typeof deeds;

const period = periodAt(monthly, '2026-02-10');
const how = () => ({ id: newId('job'), by: 'system', now, newId });
const seriesWith = (changes: Changes): ActiveSeries => ({ ...aSeries({ rhythm: monthly }), changes });

/** A job of a series as it is stored, with what some people did in it. */
function aJob(series: ActiveSeries, source: Source, done: readonly (Deed | undefined)[]) {
  const { job, tasks, assigned } = occurrence(series, period, source, how());
  const worked = tasks.map((task, i) => {
    const deed = done[i];
    return deed ? deeds[deed](task) : task;
  });
  return wholeOf(createJob(job, worked, assigned, actingFor(source.firm, 'system', now)).records);
}

const remaking = (whole: Remaking['whole'], was: ActiveSeries, series: ActiveSeries, source: Source): Remaking => ({
  whole,
  version: source.template,
  had: madeWith(was),
  last: undefined,
  series,
  source,
});
const anew = (one: Remaking) => remake(one, undefined, { by: 'mem_1', now, newId });

const told = ({ id: _, jobId: _job, position: _at, createdAt: _when, ...task }: Task) => ({ ...task, version: 0 });
const sorted = (some: readonly Task[]) =>
  some
    .filter(({ removedAt }) => removedAt === undefined)
    .map(told)
    .toSorted((a, b) => (a.key! < b.key! ? -1 : 1));

const source = aSource(templateOf(keys));
const runs = { numRuns: 60 };

test('an edit leaves a job that someone has begun with byte for byte as it was', () => {
  const begun = fc
    .array(fc.option(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { nil: undefined }), { maxLength: 4 })
    .filter((all) => all.some((deed) => deed !== undefined));
  fc.assert(
    fc.property(anyChanges, anyChanges, begun, (was, changes, done) => {
      const whole = aJob(seriesWith(was), source, done);
      const before = structuredClone(whole);
      if (whole.tasks.every(({ startedAt, doneAt }) => startedAt === undefined && doneAt === undefined)) return;
      const one = remaking(whole, seriesWith(was), seriesWith(changes), source);
      expect(whyLeft(whole)).toBeDefined();
      expect(() => anew(one)).toThrow(whyLeft(whole)!);
      expect(whole).toEqual(before);
    }),
    runs,
  );
});

test('an edit makes a job that nobody touched what a job of the series made now would be', () =>
  fc.assert(
    fc.property(anyChanges, anyChanges, (was, changes) => {
      const whole = aJob(seriesWith(was), source, []);
      const after = wholeOf(anew(remaking(whole, seriesWith(was), seriesWith(changes), source)).after.records, whole);
      const fresh = aJob(seriesWith(changes), source, []);
      expect(sorted(after.tasks)).toEqual(sorted(fresh.tasks));
      const ofJob = ({ job: { id: _, people = [], ...job } }: typeof whole) => ({
        ...job,
        version: 0,
        people: people.toSorted((a, b) => (a.role < b.role ? -1 : 1)),
      });
      expect(ofJob(after)).toEqual(ofJob(fresh));
      const days = ({ tasks, schedule }: typeof whole) =>
        Object.fromEntries(
          tasks
            .filter(({ removedAt }) => removedAt === undefined)
            .map(({ id, key }) => [
              key,
              [schedule.lines[id]!.due, schedule.lines[id]!.who, schedule.lines[id]!.status],
            ]),
        );
      expect(days(after)).toEqual(days(fresh));
    }),
    runs,
  ));

test('what someone changed by hand stays, and everything beside it is as in a job made now', () =>
  fc.assert(
    fc.property(anyChanges, anyChanges, fc.constantFrom('post', 'review'), (was, changes, key) => {
      const made = aJob(seriesWith(was), source, []);
      const byHand = { title: 'By hand', instructions: 'As agreed' };
      const tasks = made.tasks.map((task) => (task.key === key ? { ...task, ...byHand } : task));
      const whole = { ...made, tasks };
      const after = wholeOf(anew(remaking(whole, seriesWith(was), seriesWith(changes), source)).after.records, whole);
      const { tasks: fresh } = aJob(seriesWith(changes), source, []);
      const expected = fresh.map((task) => (task.key === key ? { ...task, ...byHand } : task));
      expect(sorted(after.tasks)).toEqual(sorted(expected));
    }),
    runs,
  ));

test('an edit made twice changes nothing the second time', () =>
  fc.assert(
    fc.property(anyChanges, anyChanges, (was, changes) => {
      const whole = aJob(seriesWith(was), source, []);
      const once = wholeOf(anew(remaking(whole, seriesWith(was), seriesWith(changes), source)).after.records, whole);
      const twice = anew(remaking(once, seriesWith(changes), seriesWith(changes), source));
      expect(twice.after.records.filter(({ unchanged }) => !unchanged)).toEqual([]);
    }),
    runs,
  ));
