import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { cancel, Row } from '../../../functions/batches/batch.ts';
import { batchEvent } from '../../../functions/batches/events.ts';
import { type BatchKind, kindsOf, stepOn } from '../../../functions/batches/kind.ts';
import { failBatch, runBatch } from '../../../functions/batches/run.ts';
import { batches, startBatch } from '../../../functions/batches/store.ts';
import { checkChain } from '../../../functions/audit/chain-check.ts';
import { broken, DomainError } from '../../../shared/errors.ts';
import { start } from '../../../shared/events/chain.ts';
import { write } from '../../../shared/events/write.ts';
import type { Caller } from '../../../shared/http/route.ts';
import { newId } from '../../../shared/ids.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { readTail } from '../../../shared/table/records.ts';
import type { Item, Table } from '../../../shared/table/table.ts';
import { aThing, anAuthor, eventsOf, partitionOf, thingEvent, things } from '../../support/builders.ts';
import { type Fault, faulty } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';

const now = '2026-01-05T15:00:00.000Z';
const starter = 'mem_1';
const eleanor = { id: starter, name: 'Eleanor', role: 'admin', scope: {} } as unknown as Caller;

const numbered = (position: number) => String(position).padStart(3, '0');

/** Makes one thing for each item, each in a chain of its own; some are refused, some change nothing. */
const making = kindsOf()({
  kind: 'making',
  allow: ['admin'],
  given: z.object({ count: z.number() }),
  async step({ given }, position, { records }) {
    if (position >= given.count) return 'end';
    const of = numbered(position);
    return stepOn({ label: `Thing ${of}` }, async () => {
      if (position % 5 === 3) throw broken(`Thing ${of} may not be made`);
      if (position % 5 === 4) return { outcome: 'unchanged', write: [] };
      const tail = await records.tail(things.key({ of, id: 'a' }).pk);
      const found = await records.find(things, { of, id: 'a' });
      const amount = (found?.amount ?? 0) + 1;
      const made = found ? things.replace(found, { ...found, amount }) : things.create(aThing({ of, amount }));
      return { outcome: 'made', write: [thingEvent('thing.made', tail, [made])] };
    });
  },
});

const asked = { kind: 'making', title: 'Make things', startedBy: starter };
const known = { deps: {}, callerOf: () => Promise.resolve(eleanor) };

async function begin(table: Table, given: Record<string, number>, kind = 'making'): Promise<string> {
  const id = newId('batch');
  await write(table, [startBatch({ ...asked, kind, given }, id, now)], anAuthor(starter));
  return id;
}

const runWith = (table: Table, id: string, kinds: readonly BatchKind<object>[] = [making], more: object = {}) =>
  runBatch({ table, kinds, ...known, ...more }, id);

const rowsOf = (items: readonly Item[]) =>
  items
    .filter((item) => item.entity === 'batch row')
    .toSorted((a, b) => (a.sk < b.sk ? -1 : 1))
    .map((item) => Row.parse(item));
const batchIn = async (table: Table, id: string) => batches.read((await table.get(batches.key(id), { strong: true }))!);

/** Each item has one row and was done once: what everything here comes down to. */
function expectOnce(items: readonly Item[], count: number): void {
  const rows = rowsOf(items);
  expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, position) => position));
  const made = rows.filter(({ outcome }) => outcome === 'made').map(({ position }) => numbered(position));
  const all = items.filter((item) => item.entity === 'thing');
  expect(all.map((item) => item.of as string).toSorted()).toEqual(made);
  expect(all.every((item) => item.amount === 1)).toBe(true);
}

describe('a batch', () => {
  test('does each item in its own transaction, refuses what breaks a rule, and says how it went', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 10 });
    expect(await runWith(table, id)).toEqual({ done: true, wait: 0 });
    expectOnce(table.all(), 10);
    const rows = rowsOf(table.all());
    expect(rows[3]).toMatchObject({ label: 'Thing 003', outcome: 'refused', why: 'Thing 003 may not be made' });
    expect(rows.at(-1)!.counts).toEqual({ made: 6, refused: 2, unchanged: 2 });
    expect(await batchIn(table, id)).toMatchObject({ status: 'done', endedAt: expect.any(String) });
    const events = eventsOf(table.all());
    expect(events.filter(({ type }) => type === 'thing.made').map(({ actor }) => actor)).toEqual(
      Array.from({ length: 6 }, () => starter),
    );
  });

  test('that has ended is left alone', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 2 });
    await runWith(table, id);
    const before = table.all();
    expect(await runWith(table, id)).toEqual({ done: true, wait: 0 });
    await failBatch(table, id, 'late');
    expect(table.all()).toEqual(before);
  });

  test('that there is not has nothing to do', async () => {
    expect(await runWith(memoryTable(), newId('batch'))).toEqual({ done: true, wait: 0 });
  });

  test('leaves a partition that verifies', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 7 });
    await runWith(table, id);
    const { pk } = batches.key(id);
    expect(checkChain(pk, partitionOf(table.all(), pk)).finding).toBeUndefined();
  });

  test('waits when its kind asks for it, and is asked again for the same item', async () => {
    const table = memoryTable();
    const asked: number[] = [];
    const waiting: BatchKind<object> = {
      kind: 'waiting',
      allow: ['admin'],
      async step(_, position) {
        asked.push(position);
        return asked.length < 3 ? { wait: 30 } : 'end';
      },
    };
    const id = await begin(table, {}, 'waiting');
    expect(await runWith(table, id, [waiting])).toEqual({ done: false, wait: 30 });
    expect(await runWith(table, id, [waiting])).toEqual({ done: false, wait: 30 });
    expect(await runWith(table, id, [waiting])).toEqual({ done: true, wait: 0 });
    expect(asked).toEqual([0, 0, 0]);
  });

  test('gives its turn back before the machine loses patience, however many items there are', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 600 });
    expect(await runWith(table, id)).toEqual({ done: false, wait: 0 });
    expect(rowsOf(table.all())).toHaveLength(500);
    expect(await runWith(table, id)).toEqual({ done: true, wait: 0 });
    expectOnce(table.all(), 600);
  });

  test('refuses an item whose unique value someone else holds, by its own name', async () => {
    const table = memoryTable();
    await write(
      table,
      [thingEvent('thing.made', start('THING#first'), [things.create(aThing({ of: 'first', number: '7' }))])],
      anAuthor(),
    );
    const taking: BatchKind<object> = {
      kind: 'taking',
      allow: ['admin'],
      async step(_, position, { records }) {
        if (position === 2) return 'end';
        const of = numbered(position);
        const thing = things.create(aThing({ of, number: position === 0 ? '7' : '8' }));
        const made = thingEvent('thing.made', await records.tail(things.key({ of, id: 'a' }).pk), [thing]);
        return { label: `Thing ${of}`, clientIds: ['cli_1'], outcome: 'made', write: [made] };
      },
    };
    await runWith(table, await begin(table, {}, 'taking'), [taking]);
    expect(rowsOf(table.all())).toMatchObject([
      { label: 'Thing 000', outcome: 'refused', why: '7 is taken', clientIds: ['cli_1'] },
      { label: 'Thing 001', outcome: 'made' },
    ]);
  });

  test('an error that is no rule ends the turn, marks nothing, and the item is tried again', async () => {
    const table = memoryTable();
    let fails = true;
    const failing: BatchKind<object> = {
      ...making,
      async step(batch, position, from) {
        if (position === 2 && fails) throw new TypeError('undefined is not a function');
        return making.step(batch, position, from);
      },
    };
    const id = await begin(table, { count: 5 });
    await expect(runWith(table, id, [failing])).rejects.toThrow(TypeError);
    expect(rowsOf(table.all())).toHaveLength(2);
    fails = false;
    await runWith(table, id, [failing]);
    expectOnce(table.all(), 5);
  });

  test('that the machine gave up says so', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 5 });
    await failBatch(table, id, 'Something went wrong');
    expect(await batchIn(table, id)).toMatchObject({ status: 'failed', why: 'Something went wrong' });
    expect(await runWith(table, id)).toEqual({ done: true, wait: 0 });
    expect(rowsOf(table.all())).toEqual([]);
  });
});

describe('who started a batch', () => {
  const gone = () => Promise.reject(new DomainError('unauthenticated', 'This account has no access to the firm'));

  test('and lost access stops it, with a reason', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 5 });
    expect(await runWith(table, id, [making], { callerOf: gone })).toEqual({ done: true, wait: 0 });
    expect(await batchIn(table, id)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('no longer has access'),
    });
    expect(rowsOf(table.all())).toEqual([]);
  });

  test('and may no longer do it stops it where it stands', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 10 });
    let asked = 0;
    const callerOf = async () => (++asked > 3 ? { ...eleanor, role: 'guest' } : eleanor);
    await runWith(table, id, [making], { callerOf });
    expect(rowsOf(table.all())).toHaveLength(3);
    expect(await batchIn(table, id)).toMatchObject({ status: 'failed' });
  });

  test('is not asked about access for what must not stay half done', async () => {
    const table = memoryTable();
    const id = await begin(table, { count: 5 });
    const callerOf = async (_: string, { evenEnded }: { evenEnded: boolean }) =>
      evenEnded ? ({ ...eleanor, role: 'guest' } as Caller) : gone();
    await runWith(table, id, [{ ...making, outlives: true }], { callerOf });
    expectOnce(table.all(), 5);
  });

  test('is who reads: what they may not see is refused as what is not there', async () => {
    const table = memoryTable();
    const looking: BatchKind<object> = {
      kind: 'looking',
      allow: ['admin'],
      async step(_, position, { records, caller }) {
        if (position === 1) return 'end';
        expect(await records.reader()).toBe(caller);
        throw new DomainError('not-found', 'There is no thing');
      },
    };
    const id = await begin(table, {}, 'looking');
    await runWith(table, id, [looking]);
    expect(rowsOf(table.all())).toMatchObject([{ label: 'Item 1', outcome: 'refused', why: 'There is no thing' }]);
  });
});

describe('whatever happens to its runners', () => {
  const anyFault = fc.constantFrom<Fault | undefined>(
    'conflict',
    'busy',
    'lost',
    'late',
    'crash',
    undefined,
    undefined,
  );

  test('each item is done once and none is left out, over crashes, lost answers and several runners at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFault, { maxLength: 25 }),
        fc.integer(),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 3 }),
        async (script, seed, count, runners) => {
          const memory = memoryTable();
          const id = await begin(memory, { count });
          const table = faulty(memory, { seed, script, turns: 3, often: { conflict: 0.05, lost: 0.05, crash: 0.03 } });
          let isDone = false;
          for (let turns = 0; turns < 60 && !isDone; turns++) {
            const came = await inFastTime(seed + turns, () =>
              Promise.allSettled(Array.from({ length: runners }, () => runWith(table, id))),
            );
            isDone = came.some((one) => one.status === 'fulfilled' && one.value.done);
          }
          await table.calm();
          expect(isDone).toBe(true);
          expectOnce(memory.all(), count);
          expect((await batchIn(memory, id)).status).toBe('done');
          const { pk } = batches.key(id);
          expect(checkChain(pk, partitionOf(memory.all(), pk)).finding).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });

  test('who finds nothing left is not believed while another runner finds one more', async () => {
    const table = memoryTable();
    let isBlind = true;
    const sweeping: BatchKind<object> = {
      ...making,
      async step(batch, position, from) {
        const wasBlind = isBlind;
        isBlind = false;
        if (wasBlind) await runWith(table, id, [halting]);
        return wasBlind ? 'end' : making.step(batch, position, from);
      },
    };
    /** Does one item, and then has to wait. */
    const halting: BatchKind<object> = {
      ...making,
      step: async (batch, position, from) => (position > 0 ? { wait: 60 } : making.step(batch, position, from)),
    };
    const id = await begin(table, { count: 3 });
    expect(await runWith(table, id, [sweeping])).toEqual({ done: true, wait: 0 });
    expectOnce(table.all(), 3);
  });

  test('what is stopped while runners are on their way gets no further item once that is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 400 }), async (seed, delay) => {
        const memory = memoryTable();
        const id = await begin(memory, { count: 12 });
        const table = faulty(memory, { seed, turns: 4 });
        let rowsAtStop = -1;
        const stop = async () => {
          for (let left = delay; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
          const batch = await batchIn(memory, id);
          if (batch.status !== 'running') return;
          const tail = await readTail(memory, batches.key(id).pk);
          const cancelled = batches.replace(batch, cancel(batch, now));
          await write(memory, [batchEvent('batch.cancelled', tail, [cancelled])], anAuthor(starter));
          rowsAtStop = rowsOf(memory.all()).length;
        };
        await Promise.all([runWith(table, id), runWith(table, id), stop()]);
        const { status } = await batchIn(memory, id);
        expect(status).toBe(rowsAtStop < 0 ? 'done' : 'cancelled');
        expectOnce(memory.all(), rowsAtStop < 0 ? 12 : rowsAtStop);
      }),
      { numRuns: 40 },
    );
  });
});
