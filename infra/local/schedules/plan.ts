import type { DatabaseSync } from 'node:sqlite';
import { readExpression, type NextRun } from './expression.ts';
import type { ScheduleStore } from './store.ts';
import { atomically } from '../store.ts';

export type ScheduleTarget = {
  arn: string;
  input?: string;
  retry?: { maximumAttempts?: number; maximumAgeSeconds?: number };
  deadLetterArn?: string;
};
export type Schedule = {
  name: string;
  arn?: string;
  expression: string;
  timeZone?: string;
  state?: 'ENABLED' | 'DISABLED';
  /** Accepted, not acted on: every run comes at the beginning of its window. */
  flexibleWindow?: { mode: string; maximumWindowMinutes?: number };
  target: ScheduleTarget;
};

export type Planned = Schedule & { next: NextRun };

/**
 * EventBridge would have fired every run while the clock moved; here a forgotten laptop or a jump of years would keep
 * the next start busy for hours. So many runs of each schedule are made up for, the earliest first, and the rest are
 * left out.
 */
const maximumMissed = 1000;

/** Reads the schedule, and begins it if it is new or changed. */
export function plan(schedule: Schedule, rows: ScheduleStore, now: number): Planned {
  const { name, expression, timeZone = 'UTC', state } = schedule;
  const rule = `${expression} ${timeZone}`;
  try {
    readExpression(expression, timeZone, now);
  } catch (error) {
    throw new Error(`Schedule ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  // A new or changed schedule has missed nothing, nor has one that was disabled.
  if (state === 'DISABLED') rows.forget(name);
  else if (rows.progress(name)?.rule !== rule) rows.begin(name, rule, now);
  return { ...schedule, next: readExpression(expression, timeZone, rows.progress(name)?.anchor ?? now) };
}

/** Puts all runs that are due into the store, in the order of their times. */
export function noteMissed(schedules: readonly Planned[], rows: ScheduleStore, store: DatabaseSync, now: number): void {
  const missed: { name: string; time: number }[] = [];
  const reached = new Map<string, number>();
  for (const { name, next } of schedules) {
    let last = rows.progress(name)!.last;
    let count = 0;
    for (let time = next(last); time !== undefined && time <= now; time = next(time)) {
      if (++count > maximumMissed) {
        console.warn(`Schedule ${name}: its runs from ${new Date(time).toISOString()} until now are left out`);
        last = now;
        break;
      }
      missed.push({ name, time });
      last = time;
    }
    if (count > 0) reached.set(name, last);
  }
  if (missed.length === 0) return;
  missed.sort((a, b) => a.time - b.time);
  atomically(store, () => {
    for (const { name, time } of missed) rows.add(name, time, now);
    for (const [name, last] of reached) rows.ran(name, last);
  });
}
