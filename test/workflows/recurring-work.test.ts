import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recurringStep } from '../../functions/recurrence/sweep.ts';
import type { Definition } from '../../infra/local/states/machine.ts';
import { aRecurringOffice, periodsOf } from '../functions/recurrence/recurring.ts';
import { Named, startEngine } from '../infra/local/states/support.ts';
import { at } from '../support/at.ts';
import { aFirm } from '../support/call.ts';

const folder = join(import.meta.dirname, 'released');
const released = globSync('recurring-work-*.json', { cwd: folder })
  .toSorted()
  .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Definition] as const);

describe.each(released)('%s, played against the code of today', (_, definition) => {
  /** A firm with one job due; `fails` are the function's first answers, and `lasts` how many turns it takes. */
  async function played({ fails = [] as string[], lasts = 1 } = {}) {
    const office = await aRecurringOffice(await aFirm());
    await office.aSeries();
    at('2026-04-01T14:20:00.000Z');
    const ops: string[] = [];
    const any = async ({ protocol, op }: { protocol: number; op: string }) => {
      expect(protocol).toBe(1);
      const error = fails[ops.length];
      ops.push(op);
      if (error !== undefined) throw new Named(error, 'Not now');
      if (ops.length < lasts) return { done: false };
      return recurringStep({ table: office.firm.table });
    };
    const { start, clock, engine } = startEngine({ definitions: definition, functions: { any } });
    const arn = start({});
    for (let hours = 0; hours < 3; hours++) await clock.advance(3600);
    const execution = engine.execution(arn);
    engine.close();
    return { ops: ops.length, execution, periods: periodsOf(office.firm) };
  }

  test('creates what is due, and is done', async () => {
    expect(await played()).toMatchObject({ ops: 1, execution: { status: 'SUCCEEDED' }, periods: ['2026-03'] });
  });

  test('goes on turn by turn until the day is done', async () => {
    expect(await played({ lasts: 30 })).toMatchObject({ ops: 30, execution: { status: 'SUCCEEDED' } });
  });

  test('is patient with a busy table and an error that passes', async () => {
    const { execution, periods } = await played({ fails: ['Busy', 'Lambda.Unknown', 'TypeError'] });
    expect(execution.status).toBe('SUCCEEDED');
    expect(periods).toEqual(['2026-03']);
  });

  test('fails in the open where it does not pass', async () => {
    const { execution } = await played({ fails: Array.from({ length: 9 }, () => 'TypeError') });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  });

  test('leaves to the next hour what takes longer', async () => {
    const { ops, execution } = await played({ lasts: Infinity });
    expect(execution.status).toBe('SUCCEEDED');
    // A turn is seven events, and an execution may have 25,000.
    expect(ops * 7).toBeLessThan(25_000);
  });
});
