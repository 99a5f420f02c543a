import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Line } from '../templates/texts.ts';

/** From nothing to a running engagement, in the order in which they are usually done. */
export const steps = ['client', 'conflicts', 'engagement', 'letter', 'organizer', 'request', 'series'] as const;
export const Step = z.enum(steps);
export type Step = z.output<typeof Step>;

const At = z.iso.datetime();

/** How long someone had a step before them, and until when that is counted. */
const Touch = z.object({ memberId: Id('member'), seconds: z.int().min(0), at: At });

const StepRecord = z.object({
  startedAt: At.optional(),
  doneAt: At.optional(),
  skipped: z.object({ reason: Line(500), by: z.string(), at: At }).optional(),
  touched: z.array(Touch).max(50).optional(),
});
export type StepRecord = z.output<typeof StepRecord>;

/** The way of a new client to a running engagement, measured step by step. */
export const Onboarding = z.object({
  id: Id('onboarding'),
  clientId: Id('client'),
  begunAt: At,
  begunBy: z.string(),
  steps: z.record(Step, StepRecord),
  /** When the last of its steps was done or left out. */
  finishedAt: At.optional(),
  erasedAt: At.optional(),
});
export type Onboarding = z.output<typeof Onboarding>;

export const StepState = z.enum(['open', 'under-way', 'done', 'skipped']);
export type StepState = z.output<typeof StepState>;

/** What happened counts more than what was meant to be left out. */
export function stateOf({ startedAt, doneAt, skipped }: StepRecord): StepState {
  if (doneAt !== undefined) return 'done';
  if (skipped !== undefined) return 'skipped';
  return startedAt === undefined ? 'open' : 'under-way';
}

export const touchOf = ({ touched = [] }: StepRecord): number => touched.reduce((sum, { seconds }) => sum + seconds, 0);

/** Seconds between two moments. */
export const secondsFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

const over = ({ doneAt, skipped }: StepRecord): string | undefined => doneAt ?? skipped?.at;

/** It is finished with the last of its steps, however they came about. */
function settled({ finishedAt: _, ...onboarding }: Onboarding): Onboarding {
  const ends = steps.map((step) => over(onboarding.steps[step]));
  const last = ends.every((end) => end !== undefined) && ends.toSorted((a, b) => (a < b ? -1 : 1)).at(-1);
  return last ? { ...onboarding, finishedAt: last } : onboarding;
}

const withStep = (onboarding: Onboarding, step: Step, record: StepRecord): Onboarding =>
  settled({ ...onboarding, steps: { ...onboarding.steps, [step]: record } });

/** What the records of a client tell of a step: since when it is under way, and since when it is done. */
export type Seen = { startedAt?: string | undefined; doneAt?: string | undefined };
export type Facts = Partial<Record<Step, Seen>>;

/** The earliest counts: whatever is told in whatever order, and however often, comes to the same. */
const joined = (record: StepRecord, seen: Seen): StepRecord => {
  const startedAt = earlier(record.startedAt, earlier(seen.startedAt, seen.doneAt));
  const doneAt = earlier(record.doneAt, seen.doneAt);
  return { ...record, ...(startedAt !== undefined && { startedAt }), ...(doneAt !== undefined && { doneAt }) };
};

export const follow = (onboarding: Onboarding, facts: Facts): Onboarding =>
  steps.reduce((so, step) => {
    const seen = facts[step];
    return seen === undefined ? so : withStep(so, step, joined(so.steps[step], seen));
  }, onboarding);

const most = { beforeIts: 900, portion: 120, people: 50 };
/** How long a form may have been open before the client was there. */
export const Before = z.int().min(0).max(most.beforeIts);
export const Portion = z.int().min(1).max(most.portion);

type By = { by: string; now: string };

/** The clock runs from when someone opened the form for the client. */
export function begin({ id, clientId, before }: { id: string; clientId: string; before: number }, { by, now }: By) {
  const begunAt = new Date(Date.parse(now) - before * 1000).toISOString();
  const touched = before > 0 ? { touched: [{ memberId: by, seconds: before, at: now }] } : {};
  const none = Object.fromEntries(steps.map((step) => [step, {}])) as Onboarding['steps'];
  const client = { startedAt: begunAt, ...touched };
  return { id, clientId, begunAt, begunBy: by, steps: { ...none, client } } satisfies Onboarding;
}

/** Until when someone's time is counted already: no moment of theirs counts twice, in however many windows. */
const countedUntil = (onboarding: Onboarding, memberId: string): string =>
  steps
    .flatMap((step) => onboarding.steps[step].touched ?? [])
    .filter((touch) => touch.memberId === memberId)
    .reduce((last, { at }) => (at > last ? at : last), onboarding.begunAt);

/** A portion of someone's time with a step; never more than has passed since the one before. */
export function touch(onboarding: Onboarding, step: Step, seconds: number, { by, now }: By): Onboarding {
  if (onboarding.finishedAt !== undefined) return onboarding;
  const passed = Math.max(0, Math.ceil(secondsFrom(countedUntil(onboarding, by), now)));
  const counted = Math.min(seconds, passed, most.portion);
  if (counted === 0) return onboarding;
  const record = onboarding.steps[step];
  const had = record.touched ?? [];
  const before = had.find(({ memberId }) => memberId === by)?.seconds ?? 0;
  const others = had.filter(({ memberId }) => memberId !== by);
  if (others.length >= most.people) return onboarding;
  const from = new Date(Date.parse(now) - counted * 1000).toISOString();
  const startedAt = earlier(record.startedAt, from < onboarding.begunAt ? onboarding.begunAt : from)!;
  const touched = [...others, { memberId: by, seconds: before + counted, at: now }];
  return withStep(onboarding, step, { ...record, startedAt, touched });
}

export function skip(onboarding: Onboarding, step: Step, reason: string, { by, now }: By): Onboarding {
  const record = onboarding.steps[step];
  if (record.doneAt !== undefined) throw broken('This step is done: there is nothing to leave out');
  if (record.skipped !== undefined) throw broken('This step is left out already');
  return withStep(onboarding, step, { ...record, skipped: { reason, by, at: now } });
}

export function reopen(onboarding: Onboarding, step: Step): Onboarding {
  const { skipped, ...record } = onboarding.steps[step];
  if (skipped === undefined) throw broken('This step was not left out');
  return withStep(onboarding, step, record);
}

/** How long it took stays; why steps were left out goes. */
export function blank(onboarding: Onboarding, now: string): Onboarding {
  const said = (record: StepRecord): StepRecord =>
    record.skipped ? { ...record, skipped: { ...record.skipped, reason: 'Erased' } } : record;
  const all = Object.fromEntries(steps.map((step) => [step, said(onboarding.steps[step])])) as Onboarding['steps'];
  return { ...onboarding, steps: all, erasedAt: now };
}
