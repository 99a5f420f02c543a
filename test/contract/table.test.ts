import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { append, canonical, digestOf, type Event, hashOf, start } from '../../shared/events/chain.ts';
import {
  type Condition,
  indexes,
  type Item,
  type Key,
  projections,
  type Query,
  type Refusal,
  type Write,
  WriteRefused,
} from '../../shared/table/table.ts';
import { startDynamoTable, startMemoryTable, type TableUnderTest, whyNoDatabase } from '../support/tables.ts';
import { anyFields } from '../support/tables-values.ts';

const kinds = [
  { name: 'the table in memory', begin: startMemoryTable, skipped: undefined },
  { name: 'the table in DynamoDB', begin: startDynamoTable, skipped: whyNoDatabase },
];

for (const { name, begin, skipped } of kinds)
  describe.skipIf(skipped)(skipped ? `${name} (skipped: ${skipped})` : name, () => {
    let under: TableUnderTest;
    /** A partition of this test's own. */
    let pk: string;
    beforeAll(async () => {
      under = await begin();
    });
    afterAll(() => under?.stop());
    beforeEach(() => {
      pk = `P#${randomUUID()}`;
    });

    const put = (...items: Item[]) => under.table.write(items.map((item): Write => ({ put: item, if: 'always' })));
    const sks = (items: readonly Item[]) => items.map((item) => item.sk);

    /** Every page of a query; more pages than items would be a query that never ends. */
    async function everyPage(query: Query): Promise<Item[][]> {
      const pages: Item[][] = [];
      let from: Item | undefined;
      do {
        const page = await under.table.query({ ...query, from });
        pages.push(page.items);
        from = page.last;
        expect(pages.length).toBeLessThan(50);
      } while (from);
      return pages;
    }

    async function refusalOf(writes: readonly Write[]): Promise<readonly (Refusal | undefined)[] | 'written'> {
      try {
        await under.table.write(writes);
        return 'written';
      } catch (error) {
        if (error instanceof WriteRefused) return error.refusals;
        throw error;
      }
    }

    describe('reads', () => {
      test('one item by its key, or nothing', async () => {
        await put({ pk, sk: 'a', name: 'A' });
        expect(await under.table.get({ pk, sk: 'a' }, { strong: true })).toEqual({ pk, sk: 'a', name: 'A' });
        expect(await under.table.get({ pk, sk: 'b' })).toBeUndefined();
      });

      test('any number of keys, in their order, each once, those that exist', async () => {
        const all = Array.from({ length: 230 }, (_, i) => ({ pk, sk: String(i).padStart(4, '0') }));
        for (let i = 0; i < all.length; i += 100) await put(...all.slice(i, i + 100));
        const asked = [...all.toReversed(), { pk, sk: 'missing' }, all[3]!, all[229]!];
        expect(await under.table.getMany(asked, { strong: true })).toEqual(all.toReversed());
        expect(await under.table.getMany([])).toEqual([]);
      });

      test('keys that look alike when they are put together are different keys', async () => {
        const keys = [
          { pk: `${pk}\nx`, sk: 'y' },
          { pk, sk: 'x\ny' },
          { pk: `${pk}\u0000x`, sk: 'y' },
          { pk, sk: 'x\u0000y' },
        ];
        await put(...keys.map((key, i) => ({ ...key, i })));
        expect((await under.table.getMany(keys)).map((item) => item.i)).toEqual([0, 1, 2, 3]);
      });
    });

    describe('a query', () => {
      const some = ['A', 'B#1', 'B#2', 'C', '~EVENT#1'];
      beforeEach(() => put(...some.map((sk) => ({ pk, sk })), { pk: `${pk}#other`, sk: 'A' }));

      test.each([
        { range: undefined, found: some },
        { range: { prefix: 'B#' }, found: ['B#1', 'B#2'] },
        { range: { from: 'A', to: 'B#1' }, found: ['A', 'B#1'] },
        { range: { below: '~' }, found: ['A', 'B#1', 'B#2', 'C'] },
        { range: { prefix: 'X' }, found: [] },
      ])('reads $range of one partition in order, or newest first', async ({ range, found }) => {
        const query = { pk, ...(range && { range }) } as Query;
        expect(sks((await under.table.query(query)).items)).toEqual(found);
        const back = await under.table.query({ ...query, newestFirst: true, strong: true });
        expect(sks(back.items)).toEqual(found.toReversed());
      });

      test('in pages gives every item once, either way', async () => {
        for (const limit of [1, 2, 4, 5, 6]) {
          expect(sks((await everyPage({ pk, limit })).flat())).toEqual(some);
          const back = await everyPage({ pk, limit, newestFirst: true });
          expect(sks(back.flat())).toEqual(some.toReversed());
          expect(back.every((page) => page.length <= limit)).toBe(true);
        }
      });

      test('names where a page ended by keys alone, and says nothing when a page was not filled', async () => {
        await put({ pk, sk: 'A', secret: 'no business of a cursor' });
        expect((await under.table.query({ pk, limit: 1 })).last).toEqual({ pk, sk: 'A' });
        expect((await under.table.query({ pk, limit: 50 })).last).toBeUndefined();
      });

      test('goes on behind the place where a page ended, though the item there is gone', async () => {
        const { last } = await under.table.query({ pk, limit: 2 });
        await under.table.write([{ remove: { pk, sk: 'B#1' }, if: 'present' }]);
        expect(sks((await under.table.query({ pk, from: last })).items)).toEqual(['B#2', 'C', '~EVENT#1']);
      });

      test('sorts and cuts by the bytes of UTF-8, also beyond the basic plane', async () => {
        const odd = `${pk}#odd`;
        // By UTF-16 units 𐀀 (a surrogate pair) would stand before U+FFFD.
        const inOrder = ['A', 'a', '~', 'é', '\uFFFD', '\u{10000}', '\u{1F600}'];
        await put(...inOrder.toReversed().map((sk) => ({ pk: odd, sk })));
        expect(sks((await under.table.query({ pk: odd })).items)).toEqual(inOrder);
        const below = await under.table.query({ pk: odd, range: { below: '\u{10000}' } });
        expect(sks(below.items)).toEqual(inOrder.slice(0, 5));
        const between = await under.table.query({ pk: odd, range: { from: '\uFFFD', to: '\u{10000}' } });
        expect(sks(between.items)).toEqual(['\uFFFD', '\u{10000}']);
      });
    });

    describe.each(indexes)('the index %s', (index) => {
      const [p, s] = [`${index}Pk`, `${index}Sk`];
      const entry = (sk: string, place: string): Item => ({
        pk,
        sk,
        [p]: pk,
        [s]: place,
        type: 't',
        seq: 1,
        other: 'o',
      });

      test('holds what has both of its attributes, and no more of it than it should', async () => {
        await put(entry('1', 'x'), { pk, sk: '2', [p]: pk }, { pk, sk: '3', [s]: 'x' });
        const names = projections[index];
        const all = { pk, sk: '1', [p]: pk, [s]: 'x', type: 't', seq: 1, other: 'o' };
        const keys = { pk, sk: '1', [p]: pk, [s]: 'x' };
        const expected = !names ? all : names.length > 0 ? { ...keys, type: 't', seq: 1 } : keys;
        expect((await under.table.query({ index, pk })).items).toEqual([expected]);
      });

      test('is left by an item that loses the attribute', async () => {
        await put(entry('1', 'x'), entry('2', 'y'));
        await under.table.write([{ update: { pk, sk: '1' }, unset: [p], if: 'present' }]);
        expect(sks((await under.table.query({ index, pk })).items)).toEqual(['2']);
      });

      test('reads ranges in order, either way', async () => {
        await put(entry('3', 'a#1'), entry('2', 'a#2'), entry('1', 'b'));
        expect(sks((await under.table.query({ index, pk, range: { prefix: 'a#' } })).items)).toEqual(['3', '2']);
        const range = { from: 'a#2', to: 'b' };
        expect(sks((await under.table.query({ index, pk, range, newestFirst: true })).items)).toEqual(['1', '2']);
      });

      test('in pages gives every item once, though many stand at the same place', async () => {
        const same = Array.from({ length: 7 }, (_, i) => entry(`s${i}`, 'same'));
        await put(entry('a', 'before'), ...same, entry('z', 'then'));
        for (const newestFirst of [false, true]) {
          const found = (await everyPage({ index, pk, limit: 2, newestFirst })).flat();
          expect(sks(found).toSorted()).toEqual(['a', ...sks(same), 'z']);
          const places = found.map((item) => item[s]);
          const inOrder = ['before', ...same.map(() => 'same'), 'then'];
          expect(places).toEqual(newestFirst ? inOrder.toReversed() : inOrder);
        }
      });
    });

    describe('a write', () => {
      const stood: Omit<Item, 'pk'> = { sk: 'x', version: 3, status: 'open', ttl: 100 };
      const conditions: { if: Condition; onAbsent: boolean; onStood: boolean }[] = [
        { if: 'always', onAbsent: true, onStood: true },
        { if: 'absent', onAbsent: true, onStood: false },
        { if: 'present', onAbsent: false, onStood: true },
        { if: { is: { version: 3, status: 'open' } }, onAbsent: false, onStood: true },
        { if: { is: { version: 3, status: 'closed' } }, onAbsent: false, onStood: false },
        { if: { is: { version: '3' } }, onAbsent: false, onStood: false },
        { if: { is: { missing: 1 } }, onAbsent: false, onStood: false },
        { if: { absentOrBelow: { ttl: 101 } }, onAbsent: true, onStood: true },
        { if: { absentOrBelow: { ttl: 100 } }, onAbsent: true, onStood: false },
        { if: { absentOrBelow: { missing: 1 } }, onAbsent: true, onStood: false },
        { if: { absentOrBelow: { status: 9 } }, onAbsent: true, onStood: false },
      ];
      const verbs: { verb: string; of: (key: Key, wanted: Condition) => Write }[] = [
        { verb: 'put', of: (key, wanted) => ({ put: { ...key, new: true }, if: wanted }) },
        { verb: 'update', of: (key, wanted) => ({ update: key, set: { new: true }, if: wanted }) },
        { verb: 'remove', of: (key, wanted) => ({ remove: key, if: wanted }) },
        { verb: 'check', of: (key, wanted) => ({ check: key, if: wanted }) },
      ];

      test.each(verbs)('that is one $verb happens under its condition, and tells what it found', async ({ of }) => {
        for (const [i, { if: wanted, onAbsent, onStood }] of conditions.entries()) {
          const [absent, there] = [`absent${i}`, `there${i}`].map((sk) => ({ pk, sk }));
          const item = { ...stood, ...there! };
          await put(item);
          const refusals = [await refusalOf([of(absent!, wanted)]), await refusalOf([of(there!, wanted)])];
          expect([wanted, ...refusals]).toEqual([
            wanted,
            onAbsent ? 'written' : [{ why: 'condition' }],
            onStood ? 'written' : [{ why: 'condition', found: item }],
          ]);
        }
      });

      test.each(verbs)('of several with a $verb happens as a whole or not at all', async ({ of }) => {
        for (const [i, { if: wanted, onAbsent, onStood }] of conditions.entries()) {
          const [absent, there, other] = [`absent${i}`, `there${i}`, `other${i}`].map((sk) => ({ pk, sk }));
          const item = { ...stood, ...there! };
          await put(item);
          const answer = await refusalOf([of(absent!, wanted), { put: other!, if: 'absent' }, of(there!, wanted)]);
          const expected = [
            onAbsent ? undefined : { why: 'condition' },
            undefined,
            onStood ? undefined : { why: 'condition', found: item },
          ];
          expect([wanted, answer]).toEqual([wanted, onAbsent && onStood ? 'written' : expected]);
          if (onAbsent && onStood) continue;
          expect(await under.table.getMany([absent!, other!, there!])).toEqual([item]);
        }
      });

      test('takes 100 items in one transaction, and refuses more without writing any', async () => {
        const many = (n: number, part: string) =>
          Array.from({ length: n }, (_, i): Write => ({ put: { pk, sk: `${part}${i}` }, if: 'absent' }));
        await under.table.write(many(100, 'a'));
        await expect(under.table.write(many(101, 'b'))).rejects.toThrow();
        expect((await everyPage({ pk })).flat()).toHaveLength(100);
      });

      test('refuses two operations on one item', async () => {
        const key = { pk, sk: 'x' };
        const twice: Write[] = [
          { put: key, if: 'always' },
          { check: key, if: 'absent' },
        ];
        await expect(under.table.write(twice)).rejects.toThrow(/multiple operations on one item/);
      });

      test('that updates adds, sets and takes away, and makes the item where there is none', async () => {
        const update: Write = {
          update: { pk, sk: 'x' },
          add: { amount: -3 },
          set: { name: 'N', 'a.b': [1], '#odd': null },
          unset: ['status', 'missing'],
          if: 'always',
        };
        await under.table.write([update]);
        expect(await under.table.get({ pk, sk: 'x' })).toEqual({
          pk,
          sk: 'x',
          amount: -3,
          name: 'N',
          'a.b': [1],
          '#odd': null,
        });
        await put({ pk, sk: 'x', amount: 10, status: 's', kept: 'k' });
        await under.table.write([update, { put: { pk, sk: 'y' }, if: 'absent' }]);
        expect(await under.table.get({ pk, sk: 'x' })).toMatchObject({ amount: 7, name: 'N', kept: 'k' });
        expect(await under.table.get({ pk, sk: 'x' })).not.toHaveProperty('status');
      });

      test('may name attributes by words that DynamoDB keeps for itself', async () => {
        await put({ pk, sk: 'x', status: 's', name: 'n', ttl: 1 });
        const set = { status: 't', on: ['a'], at: 'now', type: 'y', key: 'k' };
        await under.table.write([
          { update: { pk, sk: 'x' }, set, unset: ['name'], add: { ttl: 1 }, if: { is: { status: 's', name: 'n' } } },
        ]);
        expect(await under.table.get({ pk, sk: 'x' })).toEqual({ pk, sk: 'x', ttl: 2, ...set });
      });

      test.each<[string, (key: Key) => Item]>([
        ['an empty sort key', (key) => ({ ...key, sk: '' })],
        ['a sort key over 1024 bytes', (key) => ({ ...key, sk: 'é'.repeat(513) })],
        ['a partition key over 2048 bytes', (key) => ({ ...key, pk: key.pk.padEnd(2049) })],
        ['an empty index key', (key) => ({ ...key, byDuePk: '', byDueSk: 'x' })],
        ['an index key that is no text', (key) => ({ ...key, byDuePk: 1, byDueSk: 'x' })],
        ['an item over 400 KB', (key) => ({ ...key, text: 'x'.repeat(420_000) })],
        ['half of a surrogate pair', (key) => ({ ...key, text: 'a\uD800' })],
        ['a number too small to keep', (key) => ({ ...key, n: 5e-324 })],
        ['a number too large to be exact', (key) => ({ ...key, n: 2 ** 53 })],
        ['a number that is none', (key) => ({ ...key, n: Number.NaN })],
      ])('refuses %s, and writes nothing of the transaction', async (_, make) => {
        const writes: Write[] = [
          { put: { pk, sk: 'first' }, if: 'always' },
          { put: make({ pk, sk: 'x' }), if: 'always' },
        ];
        const error = await under.table.write(writes).then(
          () => 'written',
          (one: unknown) => one,
        );
        expect(error).toBeInstanceOf(Error);
        expect(error).not.toBeInstanceOf(WriteRefused);
        expect(await under.table.get({ pk, sk: 'first' })).toBeUndefined();
      });
    });

    test('a counter counts every call, however many come at once, and expires', async () => {
      const key = { pk, sk: 'count' };
      const answers = await Promise.all(Array.from({ length: 12 }, () => under.table.count(key, 1234)));
      expect(answers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
      expect(await under.table.get(key)).toEqual({ ...key, n: 12, ttl: 1234 });
    });

    test('a sweep gives each partition in one piece and in order, every item once', async () => {
      const partitions = Array.from({ length: 6 }, (_, i) => `${pk}#${i}`);
      for (const one of partitions) await put(...['c', 'a', 'b', '~'].map((sk) => ({ pk: one, sk })));
      for (const limit of [70, undefined]) {
        const found: Item[] = [];
        let from: Item | undefined;
        do {
          const page = await under.sweep({ from, ...(limit !== undefined && { limit }) });
          found.push(...page.items);
          from = page.last;
        } while (from);
        const mine = found.filter((item) => item.pk.startsWith(pk));
        expect(mine).toHaveLength(24);
        const pieces = mine.map((item) => item.pk).filter((one, i, all) => one !== all[i - 1]);
        expect(pieces.toSorted()).toEqual(partitions);
        for (const one of partitions) expect(sks(mine.filter((item) => item.pk === one))).toEqual(['a', 'b', 'c', '~']);
      }
    });

    test('gives back what was written, whatever it is; its canonical text stays the same', async () => {
      let n = 0;
      await fc.assert(
        fc.asyncProperty(anyFields, async (fields) => {
          const item: Item = { ...fields, pk, sk: String(n++) };
          await put(item);
          const back = (await under.table.get({ pk, sk: item.sk }, { strong: true }))!;
          expect(canonical(back)).toBe(canonical(item));
        }),
        { numRuns: 80 },
      );
    });

    test('gives back events and records that still have their digests', async () => {
      let n = 0;
      await fc.assert(
        fc.asyncProperty(anyFields, anyFields, async (before, after) => {
          const chain = `${pk}#${n++}`;
          const record: Item = { ...after, pk: chain, sk: 'RECORD', version: 1 };
          const fact = {
            id: 'evt_1',
            type: 'thing.made',
            at: '2026-01-05T15:00:00.000Z',
            actor: 'mem_1',
            requestId: 'r',
            clientIds: ['cli_1'],
            changes: { RECORD: { all: [before, after] as [unknown, unknown] } },
            items: [record],
            about: [],
          };
          await put(append(start(chain), fact, 'salt'), record);
          const [stored, event] = (await under.table.query({ pk: chain, strong: true })).items as [Item, Event];
          expect(hashOf(event)).toBe(event.hash);
          expect(digestOf(event.salt!, event.changes)).toBe(event.digest);
          expect(digestOf(event.salt!, stored)).toBe(event.records.RECORD!.digest);
        }),
        { numRuns: 40 },
      );
    });
  });
