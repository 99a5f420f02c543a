import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bankDays, legalDays, workingDays } from '../../../shared/dates/calendars.ts';
import { newId } from '../../../shared/ids.ts';
import type { Job } from '../../../functions/jobs/job.ts';
import { asMade, type Ground, type Planned } from '../../../functions/jobs/roll-out/as-made.ts';
import { isLive, merge } from '../../../functions/jobs/roll-out/merge.ts';
import type { Line } from '../../../functions/jobs/schedule.ts';
import { complete, skip, start, type Task } from '../../../functions/jobs/task.ts';
import type { TemplateContent } from '../../../functions/templates/template.ts';
import { aSmallTemplate } from '../../support/work.ts';

const now = '2026-11-02T15:00:00.000Z';
const by = { by: 'mem_1', now, today: '2026-11-02' };
const jobId = newId('job');
const templateId = newId('template');
const people = [
  { role: 'doer', memberId: newId('member') },
  { role: 'reviewer', memberId: newId('member') },
];
const someoneElse = newId('member');

const ground: Ground = {
  client: undefined,
  services: [],
  k1Sources: [],
  engagement: undefined,
  service: undefined,
  // Whoever the firm's roles name does the work of a job without a client.
  firmRoles: people,
  postponements: [],
  calendars: {
    firm: workingDays({ weekend: [6, 7], national: undefined, without: [], own: [], closed: [], open: [] }),
    legal: legalDays,
    bank: bankDays,
  },
};

const aJob: Job = {
  id: jobId,
  title: 'Small job',
  template: { id: templateId, key: 'small', version: 1 },
  startOn: '2026-11-02',
  dueRule: 'job.start +10 bizday',
  people,
  status: 'ready',
  since: now,
  createdAt: now,
  createdOn: '2026-11-02',
  createdBy: 'mem_1',
};

const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

const planned = (key: string) =>
  fc.record(
    {
      key: fc.constant(key),
      title: fc.constantFrom('Look', 'Write', 'Send'),
      role: fc.constantFrom('doer', 'reviewer'),
      est: fc.constantFrom(15, 60),
      due: fc.constantFrom('job.start +1 bizday', 'job.start +3 bizday'),
      checklist: fc.constantFrom<string[]>(['One', 'Two'], ['One']),
      priority: fc.constantFrom('high' as const, 'low' as const),
    },
    { requiredKeys: ['key', 'title', 'due'] },
  );

/** Some of the six tasks, each after none or the one before it. */
const contents: fc.Arbitrary<TemplateContent> = fc
  .tuple(fc.subarray([...keys], { minLength: 1 }), fc.tuple(...keys.map(planned)), fc.infiniteStream(fc.boolean()))
  .map(([some, all, chained]) => {
    const tasks = all.filter(({ key }) => some.includes(key as (typeof keys)[number]));
    const inOrder = tasks.map((task, i) =>
      i > 0 && chained.next().value ? { ...task, after: [tasks[i - 1]!.key] } : task,
    );
    return aSmallTemplate({
      title: 'Small job',
      roles: { doer: 'firm.doer', reviewer: 'firm.reviewer' },
      sections: [{ name: 'Work', tasks: inOrder }],
    });
  });

const deeds = {
  nothing: (task: Task) => task,
  retitle: (task: Task) => ({ ...task, title: 'In other words' }),
  pin: (task: Task) => ({ ...task, pin: { on: '2026-12-01', by: 'mem_1' } }),
  estimate: (task: Task) => ({ ...task, estMinutes: 7 }),
  start: (task: Task) => start(task, by),
  skip: (task: Task) => skip(task, 'Not this time', by),
  done: (task: Task) => complete({ ...task, checklist: [] }, by),
  give: (task: Task) => task,
} satisfies Record<string, (task: Task) => Task>;
type Deed = keyof typeof deeds;

const version = (n: number, content: TemplateContent) => asMade(aJob, { templateId, n, content }, ground);

/** A job of a version, with what people did in it since. */
function worked(content: TemplateContent, done: readonly Deed[]) {
  const made = version(1, content).planned.map(({ task, who }: Planned, i) => {
    const deed = done[i % done.length]!;
    return { task: deeds[deed]({ ...task, id: newId('task') }), who: deed === 'give' ? someoneElse : who };
  });
  const tasks = made.map(({ task }) => task);
  const line = ({ task, who }: (typeof made)[number]) => ({ ...task, ...(who && { who }) }) as unknown as Line;
  const lines = Object.fromEntries(made.map((one) => [one.task.id, line(one)]));
  const hasBegun = tasks.some(({ startedAt, doneAt }) => startedAt ?? doneAt);
  return { job: { ...aJob, ...(hasBegun && { startedAt: now, status: 'active' as const }) }, tasks, lines };
}

const didThings = fc.array(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { minLength: 1, maxLength: 6 });

const mergedWith = (was: ReturnType<typeof worked>, from: TemplateContent, to: TemplateContent) =>
  merge({ ...was, base: version(1, from), next: version(2, to), now, newId });

/** Two versions of which the first has people's work on it; a merge that would go round in a circle is none. */
const property = (check: (was: ReturnType<typeof worked>, from: TemplateContent, to: TemplateContent) => void) =>
  fc.assert(fc.property(contents, contents, didThings, (from, to, done) => check(worked(from, done), from, to)));

test('the same version rolled out again changes nothing, whatever was done', () =>
  property((was, from) => {
    expect(mergedWith(was, from, from)).toMatchObject({ fields: [], tasks: [], assigned: {}, came: [] });
  }));

test('a finished task never changes', () =>
  property((was, from, to) => {
    const finished = new Set(was.tasks.filter(({ doneAt }) => doneAt).map(({ id }) => id));
    const { tasks, assigned } = mergedWith(was, from, to);
    expect(tasks.filter(({ id }) => finished.has(id))).toEqual([]);
    expect(Object.keys(assigned).filter((id) => finished.has(id))).toEqual([]);
  }));

test('nothing that someone changed is lost: neither words, nor a day, nor an estimate, nor who does it', () =>
  property((was, from, to) => {
    const { tasks, assigned } = mergedWith(was, from, to);
    for (const task of was.tasks) {
      const after = tasks.find(({ id }) => id === task.id) ?? task;
      expect(after.pin).toEqual(task.pin);
      if (task.title === 'In other words') expect(after.title).toBe(task.title);
      if (task.estMinutes === 7) expect(after.estMinutes).toBe(7);
      if (was.lines[task.id]!.who === someoneElse) expect(assigned).not.toHaveProperty(task.id);
      const isTouched = task.pin ?? task.startedAt ?? (task.title === 'In other words' || task.estMinutes === 7);
      if (isTouched) expect(after.removedAt).toBeUndefined();
    }
  }));

test('a task in a job under way that someone changed stays as a whole', () =>
  property((was, from, to) => {
    if (!isLive(was.job)) return;
    const byHand = was.tasks.filter(({ title, pin }) => title === 'In other words' || pin);
    const { tasks } = mergedWith(was, from, to);
    expect(tasks.filter(({ id }) => byHand.some((one) => one.id === id))).toEqual([]);
  }));

test('a job that nobody touched has the tasks of the new version, and all it says of them', () =>
  fc.assert(
    fc.property(contents, contents, (from, to) => {
      const was = worked(from, ['nothing']);
      const { tasks, assigned } = mergedWith(was, from, to);
      const ids = new Set(tasks.map(({ id }) => id));
      const after = [...was.tasks.filter(({ id }) => !ids.has(id)), ...tasks].filter(({ removedAt }) => !removedAt);
      const told = ({ id: _, position: _at, createdAt: _when, ...task }: Task) => task;
      const sorted = (some: readonly Task[]) => some.map(told).toSorted((a, b) => (a.key! < b.key! ? -1 : 1));
      expect(sorted(after)).toEqual(sorted(version(2, to).planned.map(({ task }) => task)));
      const who = (task: Task) => (task.id in assigned ? assigned[task.id] : was.lines[task.id]?.who) ?? undefined;
      for (const task of after)
        expect(who(task)).toBe(version(2, to).planned.find((one) => one.task.key === task.key)!.who);
    }),
  ));
