import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sealStep } from '../../functions/audit/seal-step.ts';
import { kindsOf } from '../../functions/batches/kind.ts';
import { failBatch, runBatch } from '../../functions/batches/run.ts';
import { batches, startBatch } from '../../functions/batches/store.ts';
import { callerOf } from '../../functions/firm/authenticate.ts';
import type { Definition } from '../../infra/local/states/machine.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { definitionOf, machineNames } from '../infra/support/todays-machines.ts';
import { Named, settled, startEngine } from '../infra/local/states/support.ts';
import { anAuthor } from '../support/builders.ts';
import { aScene } from '../functions/jobs/workflow/scene.ts';
import { aFirm } from '../support/call.ts';
import type { Answering } from '../support/job-machine.ts';

const folder = join(import.meta.dirname, 'released');
const released = (name: string) =>
  globSync(`${name}-*.json`, { cwd: folder })
    .toSorted()
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Definition] as const);

test.each(machineNames)('the %s machine of today is among those that were released', (name) => {
  const known = released(name).map(([, definition]) => definition);
  // Running executions keep the definition they began with: keep the old file, and write a new one with the next number.
  expect(known).toContainEqual(definitionOf(name));
});

type Task = { protocol: number; op: string; batchId: string; at: string };

describe.each(released('batch'))('%s, played against the code of today', (_, definition) => {
  /** A batch of so many items, and what happens to the function's calls in their order. */
  async function played(count: number, { fails = [] as (string | undefined)[], waits = 0 } = {}) {
    const { memory, admin } = await aFirm();
    const id = newId('batch');
    const asked = { kind: 'counting', title: 'Count', startedBy: admin.id, given: {} };
    await write(memory, [startBatch(asked, id, '2026-01-05T15:00:00.000Z')], anAuthor(admin.id));
    let waited = 0;
    const counting = kindsOf()({
      kind: 'counting',
      allow: ['admin'],
      async step(__, position) {
        if (position < count) return { label: `${position}`, outcome: 'done', write: [] };
        return waited++ < waits ? { wait: 60 } : 'end';
      },
    });
    const ops: string[] = [];
    const any = async ({ protocol, op, batchId }: Task) => {
      expect(protocol).toBe(1);
      const error = fails[ops.length];
      ops.push(op);
      if (error !== undefined) throw new Named(error, 'Not now');
      if (op === 'batch-failed') return failBatch(memory, batchId, 'Given up');
      return runBatch({ table: memory, kinds: [counting], deps: {}, callerOf: callerOf(memory) }, batchId);
    };
    const { start, clock, engine } = startEngine({ definitions: definition, functions: { any } });
    const arn = start({ batchId: id }, id);
    for (let hours = 0; hours < 6; hours++) await clock.advance(3600);
    await settled();
    const execution = engine.execution(arn);
    engine.close();
    return { ops, execution, batch: batches.read((await memory.get(batches.key(id)))!) };
  }

  test('comes to the end, turn by turn', async () => {
    const { ops, execution, batch } = await played(1100);
    expect(ops).toEqual(['batch', 'batch', 'batch']);
    expect(execution.status).toBe('SUCCEEDED');
    expect(batch.status).toBe('done');
  });

  test('waits where the kind asks for it', async () => {
    const { ops, execution } = await played(2, { waits: 3 });
    expect(ops).toHaveLength(4);
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('is patient with a busy table and an error that passes', async () => {
    const { execution, batch } = await played(3, { fails: ['Busy', 'Lambda.Unknown', 'TypeError', 'Busy'] });
    expect(execution.status).toBe('SUCCEEDED');
    expect(batch.status).toBe('done');
  });

  test('tells of what does not pass, and fails in the open', async () => {
    const { ops, execution, batch } = await played(3, { fails: Array.from({ length: 4 }, () => 'TypeError') });
    expect(ops).toEqual(['batch', 'batch', 'batch', 'batch', 'batch-failed']);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    expect(batch).toMatchObject({ status: 'failed', why: 'Given up' });
  });

  test('does not turn for ever', async () => {
    const { States } = definition as unknown as {
      States: Record<string, { Choices?: { Condition: string; Next: string }[] }>;
    };
    const [, second] = States['More to do?']!.Choices!;
    expect(second).toMatchObject({ Next: 'Too long' });
    // A turn is seven events, a wait two: an execution may have 25,000.
    const most = Number(/>= (\d+)/.exec(second!.Condition)![1]);
    expect(most * 9).toBeLessThan(25_000);
  });
});

describe.each(released('job'))('%s, played against the code of today', (_, definition) => {
  const tasks = [
    { key: 'first', title: 'First', role: 'doer', due: 'job.start +2 bizday' },
    { key: 'tag', title: 'Tag', auto: 'set-tag', tag: 'worked', after: ['first'] },
    { key: 'broken', title: 'Broken', auto: 'assign', role: 'nobody', tasks: ['last'], after: ['first'] },
    { key: 'last', title: 'Last', role: 'doer', after: ['tag'] },
  ];

  test('runs steps, notes the one that fails, waits, is woken, and comes to its end', async () => {
    const ops: string[] = [];
    const answering: Answering = (op, answer) => {
      ops.push(op.op);
      return answer(op);
    };
    const { act, task, machine, jobId } = await aScene({ tasks, machine: { definition, answering } });
    expect(ops).toEqual(['advance', 'await']);
    await act('first', 'complete');
    expect((await task('tag')).status).toBe('done');
    expect((await task('broken')).failure).toBeDefined();
    await act('broken', 'complete');
    await act('last', 'complete');
    expect(machine.statusOf(jobId)).toBe('SUCCEEDED');
    expect(ops).toContain('step-failed');
    machine.engine.close();
  });

  test('looks again when its day comes, and after 300 days another execution follows', async () => {
    const { machine, jobId, reminders } = await aScene({ tasks, machine: { definition } });
    await machine.pass(9 * 86_400);
    expect(reminders().map(({ why }) => why as string)).toEqual(['soon', 'due', 'overdue', 'escalated']);
    await machine.pass(330 * 86_400);
    expect(machine.statusOf(jobId)).toBe('SUCCEEDED');
    expect(machine.statusOf(jobId, 2)).toBe('RUNNING');
    machine.engine.close();
  });
});

describe.each(released('seal'))('%s, played against the code of today', (_, definition) => {
  test('seals day by day until nothing is left', async () => {
    const { memory, seals } = await aFirm();
    const any = ({ protocol, op, at }: Task) => {
      expect([protocol, op]).toEqual([1, 'seal']);
      return sealStep({ table: memory, seals, keep: seals.keep }, new Date(at).toISOString());
    };
    const { start, result, engine } = startEngine({ definitions: definition, functions: { any } });
    expect(await result(start({}))).toMatchObject({ status: 'SUCCEEDED' });
    expect(seals.kept.length).toBeGreaterThan(50);
    engine.close();
  });
});
