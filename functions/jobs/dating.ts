import { businessDaysBetween } from '../../shared/dates/calendar.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { inFull } from '../../shared/dates/in-words.ts';
import { type Anchored, type Calendars, dueDate } from '../templates/due-date.ts';
import { type DueRule, parseDueRule } from '../templates/due-rule.ts';
import { reach, taskOfAnchor } from './detour.ts';
import { isDormant } from './dormant.ts';
import { heldBack, orLater } from './held-back.ts';
import type { Job } from './job.ts';
import type { Line, Schedule } from './schedule.ts';
import type { Working } from './standing.ts';
import { isForClient, isFinished, type Task } from './task.ts';

/** What dates are worked out with, beside the job: nothing here is read from a clock or a table. */
export type Dating = {
  calendars: Calendars;
  today: CivilDate;
  /** Whether a reviewer has raised notes on this job, open or cleared. */
  hasNotes?: boolean;
};

/** By which days work is measured: the firm's. Many tasks are due on one day, and to count up to it takes its time. */
export function workingOf({ calendars, today }: Dating): Working {
  const counted = new Map<string, number>();
  return {
    today,
    businessDays(from, to) {
      const name = `${from} ${to}`;
      const days = counted.get(name) ?? businessDaysBetween(calendars.firm, from, to);
      counted.set(name, days);
      return days;
    },
  };
}

/** A task's date with its reasons, or what it waits for. */
export type Dated = { on?: CivilDate; at?: string; explain: readonly string[]; waitsFor?: string };

export type Dates = { due: Dated; tasks: ReadonlyMap<string, Dated> };

type Lines = Pick<Schedule, 'lines'> | undefined;

const onDay = (on: CivilDate | undefined, says: string): Anchored | undefined =>
  on === undefined ? undefined : { on, says };

/** The anchors that the job itself has. */
function ofJob({ startOn, period, deadline, facts = {}, createdOn }: Job, name: string): Anchored | undefined {
  switch (name) {
    case 'job.start':
      return onDay(startOn, 'The job starts');
    case 'period.start':
      return onDay(period?.start, 'The period starts');
    case 'period.end':
      return onDay(period?.end, 'The period ends');
    case 'payDate':
      return onDay(period?.payDate, 'Pay date');
    case 'deadline':
      return onDay(deadline?.on, 'Deadline');
    case 'today':
      return onDay(createdOn, 'The job was made');
    default: {
      const fact = facts[name] ?? facts[name.replace(/\.done$/, '')];
      return onDay(fact?.on, name.replaceAll('.', ' '));
    }
  }
}

/** The later of what tasks of one key say; nothing while one of them says nothing. */
function latest(all: readonly (CivilDate | undefined)[]): CivilDate | undefined {
  if (all.length === 0 || all.includes(undefined)) return undefined;
  return (all as CivilDate[]).toSorted().at(-1);
}

/**
 * The dates of a job and of all its tasks. What is finished keeps the date it had, what someone pinned keeps theirs and
 * holds back what comes after it; the rest follows from the anchors. A pure function: the same job has the same dates,
 * however often it is asked.
 */
export function datesOf(job: Job, tasks: readonly Task[], dating: Dating, before: Lines): Dates {
  const { calendars } = dating;
  const known = new Map<Task | 'job', Dated>();
  const onTheWay = new Set<Task | 'job'>();
  const held = heldBack(tasks);
  const byKey = (key: string) => tasks.filter((task) => task.key === key || task.id === key);

  const dueOfJob = (): Dated => {
    if (job.dueRule === undefined)
      return job.dueOn === undefined ? { explain: [] } : { on: job.dueOn, explain: ['Set by hand'] };
    return remembered('job', () => byRule(job.dueRule!, 'job'));
  };

  const anchorOf = (of: Task | 'job') => (name: string) =>
    (of !== 'job' && onDay(of.days?.[name], name.replaceAll('.', ' '))) || anchor(name);

  function anchor(name: string): Anchored | undefined {
    if (name === 'job.due') return onDay(dueOfJob().on, 'The job is due');
    const [, key = '', which] = /^(.+)\.(done|due)$/.exec(name) ?? [];
    const named = byKey(key);
    if (named.length === 0) return ofJob(job, name);
    const title = `“${named[0]!.title}” is ${which}`;
    if (which === 'done')
      return onDay(latest(named.map((task) => (isFinished(task) ? task.doneOn : undefined))), title);
    return onDay(latest(named.map((task) => dateOf(task).on)), title);
  }

  function byRule(rule: string, of: Task | 'job'): Dated {
    if (onTheWay.has(of)) return { explain: [], waitsFor: 'itself: its rule goes round in a circle' };
    onTheWay.add(of);
    const due = of === 'job' ? dueDate(parseDueRule(rule), anchorOf(of), calendars) : byWay(parseDueRule(rule), of);
    onTheWay.delete(of);
    return 'waitsFor' in due ? { explain: [], waitsFor: due.waitsFor } : due;
  }

  /** What is not there, or need not be done, never is: nobody waits for it. */
  const detourOf = (of: Task) => (name: string) => {
    const { key, which } = taskOfAnchor(name) ?? {};
    if (key === undefined || anchorOf(of)(name)) return undefined;
    const named = byKey(key);
    const isAbsent = named.length === 0;
    if (!isAbsent && (which === 'due' || !named.every((one) => isDormant(job, tasks, one, dateOf(one), dating))))
      return undefined;
    const [{ title, after = [] } = of.absent ?? { title: key }] = named;
    const says = `“${title}” ${isAbsent ? 'is not part of this job' : 'does not have to be done, as far as is known'}`;
    return { says, names: after.filter((ref) => byKey(ref).length > 0).map((ref) => `${ref}.${which}`) };
  };

  /** A task's date by its rule, past tasks that are not there; in the end it is due with the job. */
  function byWay(rule: DueRule, of: Task) {
    const reached = reach(rule.anchor, { detour: detourOf(of), anchor: anchorOf(of) });
    if ('waitsFor' in reached) return { waitsFor: reached.waitsFor };
    if ('anchored' in reached) {
      const due = dueDate(rule, () => reached.anchored, calendars);
      return 'waitsFor' in due ? due : { ...due, explain: [...reached.why, ...due.explain] };
    }
    const { on } = dueOfJob();
    if (on === undefined) return { waitsFor: rule.anchor };
    return { on, explain: [...reached.why, `So this is due with the job: ${inFull(on)}`] };
  }

  function freshDateOf(task: Task): Dated {
    const had = before?.lines[task.id];
    if (isFinished(task) && had)
      return had.due === undefined ? { explain: [] } : { on: had.due, explain: ['As it was when this was finished'] };
    if (task.pin) {
      const why = task.pin.reason === undefined ? 'Set by hand' : `Set by hand: ${task.pin.reason}`;
      return { on: task.pin.on, ...(task.pin.at !== undefined && { at: task.pin.at }), explain: [why] };
    }
    return task.dueRule === undefined
      ? { explain: [] }
      : orLater(byRule(task.dueRule, task), held.get(task), calendars);
  }

  function remembered(of: Task | 'job', workOut: () => Dated): Dated {
    const found = known.get(of);
    if (found) return found;
    const dated = workOut();
    // What is said from within its own circle is not said of it.
    if (!onTheWay.has(of)) known.set(of, dated);
    return dated;
  }

  const dateOf = (task: Task): Dated => remembered(task, () => freshDateOf(task));

  const due = dueOfJob();
  return { due, tasks: new Map(tasks.map((task) => [task.id, dateOf(task)])) };
}

type Who = string | null | undefined;

function lineOf(job: Job, tasks: readonly Task[], task: Task, dated: Dated, dating: Dating, who: Who): Line {
  const { title, position, key, status, after, gate, review, auto, priority, estMinutes } = task;
  return {
    title,
    position,
    status: isDormant(job, tasks, task, dated, dating) ? 'dormant' : status,
    ...(key !== undefined && { key }),
    ...(typeof who === 'string' && { who }),
    ...(dated.on !== undefined && { due: dated.on }),
    ...(dated.at !== undefined && { at: dated.at }),
    ...(after && after.length > 0 && { after }),
    ...(gate && { gate }),
    ...(review && { review: true }),
    ...(auto && { auto: true }),
    ...(isForClient(task) && { forClient: true }),
    ...(task.waitsForThirdParty && { thirdParty: true }),
    ...(priority !== undefined && { priority }),
    ...(estMinutes !== undefined && { minutes: estMinutes }),
  };
}

/** Who does what from now on, by task; null is nobody, and who is not named keeps theirs. */
export type Assigned = Readonly<Record<string, string | null>>;

/** The schedule as it is now, with the reasons of its dates. */
export function schedule(job: Job, tasks: readonly Task[], dating: Dating, before: Lines, assigned: Assigned = {}) {
  const dates = datesOf(job, tasks, dating, before);
  const { id, clientId, privateTo, title: jobTitle, status: jobStatus, deadline, facts = {} } = job;
  const made: Schedule = {
    id,
    ...(clientId !== undefined && { clientId }),
    ...(privateTo !== undefined && { privateTo }),
    jobTitle,
    jobStatus,
    ...(deadline && { deadlineOn: deadline.on }),
    facts: Object.keys(facts),
    lines: Object.fromEntries(
      tasks.map((task) => {
        const who = task.id in assigned ? assigned[task.id] : before?.lines[task.id]?.who;
        return [task.id, lineOf(job, tasks, task, dates.tasks.get(task.id)!, dating, who)];
      }),
    ),
  };
  return { schedule: made, dates };
}
