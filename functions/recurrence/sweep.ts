import { instant } from '../../shared/clock.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { DomainError } from '../../shared/errors.ts';
import { Busy, type Item, type Table } from '../../shared/table/table.ts';
import { firms } from '../firm/store.ts';
import { createDue } from './create-due.ts';
import { onAllWaiting } from './on-engagement.ts';
import { dayKey, toLookAt } from './store.ts';

/** What the machine is answered: finished, or call again. */
export type Turn = { done: boolean };

export type Sweeping = {
  table: Table;
  /** Numbers in [0, 1): several who work at once begin at different places. */
  random?: () => number;
};

const patience = 20_000;
const pageful = 100;

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => [random(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** Who has lost the race too often is not done: the machine comes again. */
const unhurried = (error: unknown): never => {
  throw error instanceof DomainError && error.details.retryAfter !== undefined ? new Busy(error.message) : error;
};

/**
 * Works for some seconds on the series that have come up, and on what waits for a letter. Once all were looked at, the day is marked, and
 * whatever is asked again on that day of the firm is done. Any number may run at once, and end anywhere.
 */
export async function recurringStep({ table, random = Math.random }: Sweeping): Promise<Turn> {
  const until = performance.now() + patience;
  const [item, day] = await Promise.all([table.get(firms.key('firm')), table.get(dayKey, { strong: true })]);
  if (!item) return { done: true };
  const { timeZone, letterRule } = firms.read(item);
  const today = civilDateAt(instant(), timeZone);
  if (day && (day.on as string) >= today) return { done: true };
  let from: Item | undefined;
  do {
    const page = await toLookAt(table, today, pageful, from);
    for (const id of shuffled(page.ids, random)) {
      const isThrough = await createDue(table, id, today, { until }).catch(unhurried);
      if (!isThrough || performance.now() > until) return { done: false };
    }
    from = page.last;
  } while (from);
  // Until then it waits for a letter to be signed, which is heard of.
  if (letterRule !== 'stop' && !(await onAllWaiting(table, until).catch(unhurried))) return { done: false };
  await table.write([{ put: { ...dayKey, entity: 'recurring day', on: today }, if: 'always' }]);
  return { done: true };
}
