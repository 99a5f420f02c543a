import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnyModel, project, totalKey } from '../../../shared/events/project.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import type { Item, Key, Table } from '../../../shared/table/table.ts';
import { type Faults, faulty, randomFrom, turn } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';

/** Leaves belong to owners; an owner that is open has a row and a part in the whole, by what its leaves add up to. */
const ofOwner = 'of#';
const ownerKey = (id: string): Key => ({ pk: `OWNER#${id}`, sk: 'OWNER' });
const leafKey = (id: string): Key => ({ pk: `LEAF#${id}`, sk: 'LEAF' });
const models: readonly AnyModel[] = [
  {
    of: 'leaf',
    totals: ({ owner, amount }): Record<string, number> => ({ [`${ofOwner}${String(owner)}`]: amount as number }),
    follows: (total) => (total.startsWith(ofOwner) ? ownerKey(total.slice(ofOwner.length)) : undefined),
  },
  {
    of: 'owner',
    beside: { part: 'SUM', total: ({ id }) => `${ofOwner}${String(id)}` },
    rows: ({ id, isOpen }, sum) =>
      isOpen && sum > 0 ? [{ pk: 'ROWS', sk: `${sum}#${String(id)}`, entity: 'row', sum }] : [],
    totals: ({ isOpen }, sum): Record<string, number> => (isOpen && sum > 0 ? { all: sum } : {}),
  },
];

const owners = ['a', 'b'];
const leaves = ['1', '2', '3', '4'];
/** Two owners, two leaves each. */
const ownerOf = (leaf: string) => owners[Number(leaf) % 2]!;

/** People change leaves and owners while projectors look at what changed: twice, in any order, dying in between. */
async function history(seed: number, faults: Omit<Faults, 'seed'>) {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const memory = memoryTable();
  const stream: Key[] = [];
  let people = 1;

  async function change(key: Key, fields: object): Promise<void> {
    const before = await memory.get(key, { strong: true });
    const version = ((before?.version as number | undefined) ?? 0) + 1;
    await memory.write([{ put: { ...before, ...fields, ...key, version }, if: 'always' }]);
    stream.push(key, key);
  }
  async function person(): Promise<void> {
    for (const id of owners) await change(ownerKey(id), { entity: 'owner', id, isOpen: true });
    for (let left = 12; left > 0; left--) {
      const leaf = leaves[below(4)]!;
      const id = owners[below(2)]!;
      if (below(3) > 0) await change(leafKey(leaf), { entity: 'leaf', owner: ownerOf(leaf), amount: below(3) * 100 });
      else await change(ownerKey(id), { isOpen: below(2) === 0 });
      for (let turns = below(12); turns > 0; turns--) await turn();
    }
    people--;
  }
  async function projector(own: number): Promise<void> {
    const table = faulty(memory, { seed: seed + own, ...faults });
    while (people > 0 || stream.length > 0) {
      const [key] = stream.splice(below(stream.length), 1);
      // Whoever died is given the same again.
      if (key) await project(table, models, key).catch(() => stream.push(key));
      else await turn();
    }
    await table.calm();
  }
  await Promise.all([person(), projector(1), projector(2), projector(3)]);
  return memory;
}

function expectRight(items: readonly Item[]): void {
  const of = (entity: string) => items.filter((item) => item.entity === entity);
  const sums = of('owner')
    .filter(({ isOpen }) => isOpen)
    .map(({ id }) => {
      const own = of('leaf').filter(({ owner }) => owner === id);
      return { id: id as string, sum: own.reduce((sum, { amount }) => sum + (amount as number), 0) };
    })
    .filter(({ sum }) => sum > 0);
  expect(of('row').map(({ sk }) => sk)).toEqual(sums.map(({ id, sum }) => `${sum}#${id}`).toSorted());
  const whole = items.find(({ pk }) => pk === totalKey('all').pk);
  expect(whole?.amount ?? 0).toBe(sums.reduce((all, { sum }) => all + sum, 0));
}

describe('a record that is looked at together with a total', () => {
  const anySeed = fc.integer({ min: 1, max: 1_000_000 });

  test('ends up right, whatever order it is told in and however often', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, async (seed) => {
        expectRight(
          (await inFastTime(seed, () => history(seed, { turns: 6 }))).all().toSorted((a, b) => (a.sk < b.sk ? -1 : 1)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('ends up right over conflicts, lost answers and projectors that die', async () => {
    const often = { conflict: 0.1, lost: 0.1, crash: 0.1, busy: 0.05 };
    await fc.assert(
      fc.asyncProperty(anySeed, async (seed) => {
        expectRight(
          (await inFastTime(seed, () => history(seed, { turns: 4, often })))
            .all()
            .toSorted((a, b) => (a.sk < b.sk ? -1 : 1)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('is not stated by a total that has gone, and come back, meanwhile', async () => {
    const memory = memoryTable();
    const put = async (key: Key, fields: object) => {
      await memory.write([{ put: { ...key, ...fields }, if: 'always' }]);
      await project(memory, models, key);
    };
    const leaf = (version: number, amount: number) => ({ entity: 'leaf', owner: 'a', version, amount });
    await put(ownerKey('a'), { entity: 'owner', id: 'a', isOpen: true, version: 1 });
    await put(leafKey('1'), leaf(1, 100));
    await memory.write([{ put: { ...leafKey('1'), ...leaf(2, 300) }, if: 'always' }]);
    let writes = 0;
    const slow: Table = {
      ...memory,
      async write(given) {
        // The leaf is stated first; before its owner is, by what was read, the leaf is as it was at the beginning.
        if (writes++ === 1) await put(leafKey('1'), leaf(3, 100));
        await memory.write(given);
      },
    };
    await project(slow, models, leafKey('1'));
    expect(writes).toBeGreaterThan(1);
    expectRight(memory.all());
  });
});
