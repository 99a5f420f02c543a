import { expect, test } from 'vitest';
import { DomainError } from '../../../shared/errors.ts';
import { again } from '../../../shared/events/retry.ts';
import { Lost } from '../../../shared/events/write.ts';
import { Busy } from '../../../shared/table/table.ts';
import { inFastTime } from '../../support/faults-time.ts';

/** Runs it until it gives up or ends: how often it was tried, over how long, and what came of it. */
const tried = (attempt: (round: number) => unknown, took = 0) =>
  inFastTime(1, async () => {
    const began = performance.now();
    let rounds = 0;
    const outcome = await again(async () => {
      rounds++;
      if (took > 0) await new Promise((resolve) => setTimeout(resolve, took));
      const result = attempt(rounds);
      if (result instanceof Error) throw result;
      return result;
    }).catch((error: unknown) => error);
    return { rounds, outcome, ms: performance.now() - began };
  });

test('what lost a race, or met a busy table, is tried again until it is through', async () => {
  const { rounds, outcome } = await tried((round) =>
    round === 1 ? new Lost('x') : round === 2 ? new Busy('x') : 'through',
  );
  expect({ rounds, outcome }).toEqual({ rounds: 3, outcome: 'through' });
});

test('who still loses after twelve tries is told to come back, as a conflict', async () => {
  const { rounds, outcome, ms } = await tried(() => new Lost('x'));
  expect(rounds).toBe(12);
  expect(outcome).toBeInstanceOf(DomainError);
  expect(outcome).toMatchObject({ code: 'conflict', details: { retryAfter: 1 } });
  expect(ms).toBeLessThan(6_000);
});

test('nobody waits longer than three seconds for it', async () => {
  const { rounds, outcome } = await tried(() => new Lost('x'), 1_000);
  expect(rounds).toBe(3);
  expect(outcome).toMatchObject({ code: 'conflict' });
});

test('what did not lose a race is not tried again', async () => {
  const broken = new DomainError('rule-broken', 'No');
  expect(await tried(() => broken)).toMatchObject({ rounds: 1, outcome: broken });
  const unknown = new TypeError('x');
  expect(await tried(() => unknown)).toMatchObject({ rounds: 1, outcome: unknown });
});
