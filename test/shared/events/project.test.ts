import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type Event, isEvent } from '../../../shared/events/chain.ts';
import { project, type ReadModel } from '../../../shared/events/project.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import type { Item, Table } from '../../../shared/table/table.ts';
import { aThing, save, things } from '../../support/builders.ts';
import { type Faults, faulty, randomFrom, turn } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';

/** A row for each word of the name; totals of amounts by first tag, and how many there are. */
const models: readonly ReadModel[] = [
  {
    of: 'thing',
    rows(item) {
      const { id, of, name } = things.read(item);
      const words = [...new Set(name.split(' ').filter(Boolean))];
      return words.map((word) => ({ pk: `WORD#${word}`, sk: `${of}/${id}`, entity: 'word', name }));
    },
    totals(item) {
      const { tags = [], amount = 0 } = things.read(item);
      return { [`amount:${tags[0] ?? 'none'}`]: amount, [`count:${tags[0] ?? 'none'}`]: 1 };
    },
  },
  { of: 'thing', totals: (item) => ({ all: things.read(item).amount ?? 0 }) },
  { of: 'something else', totals: () => ({ all: 1_000_000 }) },
];

type History = ReturnType<typeof memoryTable>;
const isKept = (item: Item) => item.entity === 'word' || item.pk.startsWith('TOTAL#');
/** Rows and totals as they stand; a total of nothing is no total. */
const kept = (table: History) =>
  table
    .all()
    .filter((item) => isKept(item) && item.amount !== 0)
    .map(canonical)
    .toSorted();

/** What rows and totals should be, said without the projector. */
function expected(table: History): string[] {
  const records = table.all().filter((item) => item.entity === 'thing');
  const totals = new Map<string, number>();
  for (const record of records)
    for (const model of models.filter(({ of }) => of === record.entity))
      for (const [name, n] of Object.entries(model.totals?.(record) ?? {}))
        totals.set(name, (totals.get(name) ?? 0) + n);
  const rows = records.flatMap((record) => models[0]!.rows!(record));
  const amounts = [...totals].filter(([, amount]) => amount !== 0);
  return [...rows, ...amounts.map(([name, amount]) => ({ pk: `TOTAL#${name}`, sk: 'TOTAL', amount }))]
    .map(canonical)
    .toSorted();
}

async function rebuilt(from: History): Promise<string[]> {
  const table = memoryTable();
  for (const record of from.all().filter((item) => item.entity === 'thing')) {
    await table.write([{ put: record, if: 'absent' }]);
    await project(table, models, record);
  }
  return kept(table);
}

const words = ['birch', 'cedar', 'alder', 'line\nbreak', '\u{10330}'];

/** People change things while projectors read what happened: twice, late, in any order, dying in between. */
async function history(seed: number, faults: Omit<Faults, 'seed'>): Promise<History> {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const table = memoryTable();
  const stream: Event[] = [];
  let people = 2;

  async function person(): Promise<void> {
    for (let left = 4 + below(4); left > 0; left--) {
      const name = Array.from({ length: below(4) }, () => words[below(words.length)]).join(' ');
      const of = `client ${below(2)}`;
      await save(table, aThing({ of, id: `${below(2)}`, name, amount: below(5) * 100, tags: [`t${below(2)}`] }));
      await turn();
    }
    people--;
  }

  async function projector(number: number): Promise<void> {
    const faultyTable: Table = faulty(table, { seed: seed * 31 + number, ...faults });
    const seen = new Set<string>();
    for (;;) {
      const waiting = table.all().filter((item): item is Event => isEvent(item) && !seen.has(item.id));
      if (waiting.length === 0 && people === 0) return;
      const batch = [...waiting.filter(() => random() < 0.7), ...stream.filter(() => random() < 0.2)];
      for (const event of batch.toSorted(() => random() - 0.5)) {
        try {
          for (const sk of event.on) await project(faultyTable, models, { pk: event.pk, sk });
          seen.add(event.id);
          stream.push(event);
        } catch {
          // It comes again: a crash, or an answer that never came.
        }
      }
      await turn();
    }
  }

  await Promise.all([person(), person(), projector(1), projector(2)]);
  return table;
}

describe('rows and totals', () => {
  test('are those of a rebuild after any history: twice, late, out of order, two at once, crashes between', async () => {
    const faults = { often: { conflict: 0.1, busy: 0.05, lost: 0.1, crash: 0.1 }, turns: 3 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const table = await inFastTime(seed, () => history(seed, faults));
        expect(kept(table)).toEqual(expected(table));
        expect(await rebuilt(table)).toEqual(kept(table));
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  test('leave where the record no longer contributes, whatever their names hold', async () => {
    const table = memoryTable();
    const looksAgain = () => project(table, models, things.key(aThing()));
    await save(table, aThing({ name: 'line\nbreak cedar', amount: 5, tags: ['x'] }));
    await looksAgain();
    expect(table.all().filter((item) => item.entity === 'word')).toHaveLength(2);
    await save(table, aThing({ name: 'birch', amount: 7, tags: ['y'] }));
    await looksAgain();
    expect(table.all().filter((item) => item.entity === 'word')).toMatchObject([{ pk: 'WORD#birch', name: 'birch' }]);
    expect(kept(table)).toEqual(expected(table));
  });

  test('do not change when an event comes again after the record has moved on', async () => {
    const table = memoryTable();
    await save(table, aThing({ name: 'birch', amount: 5 }));
    await save(table, aThing({ name: 'cedar', amount: 9 }));
    for (let i = 0; i < 3; i++) await project(table, models, things.key(aThing()));
    expect(kept(table)).toEqual(expected(table));
  });

  test('know nothing of a record that is not there, or that no model looks at', async () => {
    const table = memoryTable();
    await project(table, models, { pk: 'THING#none', sk: 'THING#a' });
    await table.write([{ put: { pk: 'OTHER', sk: 'OTHER', entity: 'other', version: 1 }, if: 'absent' }]);
    await project(table, models, { pk: 'OTHER', sk: 'OTHER' });
    expect(table.all()).toHaveLength(1);
  });
});
