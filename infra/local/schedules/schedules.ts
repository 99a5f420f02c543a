import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { noteMissed, plan, type Planned, type Schedule, type ScheduleTarget } from './plan.ts';
import { openScheduleStore, type Delivery, type ScheduleStore } from './store.ts';
import { Alarm } from '../alarm.ts';

export type SchedulesOptions = {
  store: DatabaseSync;
  clock: Clock;
  schedules: readonly Schedule[];
  /** Hands a run to its target; it is tried again when this rejects. */
  fire: (target: ScheduleTarget, scheduledTime: Date) => Promise<void>;
  /** Takes the input of a run that was given up. */
  deadLetter?: (arn: string, input: string, error: unknown) => Promise<void>;
};

export function startSchedules(options: SchedulesOptions): Schedules {
  const schedules = new Schedules(options);
  void schedules.settled();
  return schedules;
}

/** EventBridge Scheduler: every run is in the store before it is fired, and leaves it once it was taken. */
export class Schedules {
  readonly #options: SchedulesOptions;
  readonly #rows: ScheduleStore;
  readonly #known: ReadonlyMap<string, Planned>;
  readonly #enabled: readonly Planned[];
  readonly #alarm: Alarm;
  #working: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: SchedulesOptions) {
    const { store, clock, schedules } = options;
    this.#options = options;
    this.#rows = openScheduleStore(store);
    this.#known = new Map(schedules.map((one) => [one.name, plan(one, this.#rows, clock.now())]));
    this.#enabled = [...this.#known.values()].filter(({ state }) => state !== 'DISABLED');
    this.#alarm = new Alarm(clock, () => void this.#work());
  }

  list() {
    return [...this.#known.values()].map((schedule) => {
      const { name, expression, timeZone = 'UTC', state = 'ENABLED', target } = schedule;
      const next = state === 'ENABLED' ? this.#nextRun(schedule) : undefined;
      return {
        name,
        expression,
        timeZone,
        state,
        target: target.arn,
        next: next === undefined ? null : new Date(next),
      };
    });
  }

  /** Fires a schedule now, a disabled one too; its own times stay as they are. */
  async run(name: string): Promise<void> {
    if (!this.#known.has(name)) {
      const names = [...this.#known.keys()].join(', ');
      throw new AwsError('ResourceNotFoundException', `There is no schedule ${name}. There are: ${names}`, 404);
    }
    const now = this.#options.clock.now();
    this.#rows.add(name, now, now);
    await this.settled();
  }

  /** Resolves when nothing is due any more. */
  async settled(): Promise<void> {
    await this.#working;
    await this.#work();
  }

  /** The store may be closed afterwards; a run that is being fired then is fired again at the next start. */
  close(): void {
    this.#isClosed = true;
    this.#alarm.off();
  }

  #nextRun({ name, next }: Planned): number | undefined {
    return next(this.#rows.progress(name)!.last);
  }

  #arm(): void {
    if (this.#isClosed) return;
    const due = Math.min(this.#rows.nextDue(), ...this.#enabled.map((one) => this.#nextRun(one) ?? Infinity));
    if (due !== Infinity) this.#alarm.set(due);
  }

  #work(): Promise<void> {
    this.#working ??= this.#deliverAll().finally(() => {
      this.#working = undefined;
      this.#arm();
    });
    return this.#working;
  }

  async #deliverAll(): Promise<void> {
    const { store, clock } = this.#options;
    while (!this.#isClosed) {
      noteMissed(this.#enabled, this.#rows, store, clock.now());
      const delivery = this.#rows.first(clock.now());
      if (!delivery) return;
      await this.#deliver(delivery);
    }
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const schedule = this.#known.get(delivery.name);
    // The schedule is gone since: so are its runs.
    if (!schedule) return void this.#rows.done(delivery.id);
    const target = { ...schedule.target, ...inputOf(schedule, delivery) };
    try {
      await this.#options.fire(target, new Date(delivery.scheduled));
      if (!this.#isClosed) this.#rows.done(delivery.id);
    } catch (error) {
      if (!this.#isClosed) await this.#retryOrGiveUp(target, delivery, error);
    }
  }

  async #retryOrGiveUp(target: ScheduleTarget, { id, attempts, created }: Delivery, error: unknown): Promise<void> {
    const { maximumAttempts = 185, maximumAgeSeconds = 86_400 } = target.retry ?? {};
    const due = this.#options.clock.now() + Math.min(1000 * 2 ** attempts, 3_600_000);
    if (attempts < maximumAttempts && due < created + maximumAgeSeconds * 1000) return void this.#rows.later(id, due);
    this.#rows.done(id);
    const { deadLetter } = this.#options;
    if (target.deadLetterArn === undefined || !deadLetter) return report(error);
    await deadLetter(target.deadLetterArn, target.input ?? '{}', error).catch(report);
  }
}

const report = (error: unknown) => console.error('A run of a schedule was given up.', error);

/** The target's input with what Scheduler fills in. */
function inputOf({ name, arn = name, target }: Planned, { scheduled, attempts }: Delivery): { input?: string } {
  if (target.input === undefined) return {};
  const context: Record<string, string> = {
    'schedule-arn': arn,
    'scheduled-time': new Date(scheduled).toISOString().replace('.000Z', 'Z'),
    'execution-id': randomUUID(),
    'attempt-number': String(attempts + 1),
  };
  const input = target.input.replaceAll(/<aws\.scheduler\.([a-z-]+)>/g, (whole, key: string) => context[key] ?? whole);
  return { input };
}
