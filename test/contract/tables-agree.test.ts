import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical } from '../../shared/events/chain.ts';
import {
  type Condition,
  type Item,
  keyOf,
  type Query,
  type Range,
  type Write,
  WriteRefused,
} from '../../shared/table/table.ts';
import { startDynamoTable, startMemoryTable, type TableUnderTest, whyNoDatabase } from '../support/tables.ts';

type Command =
  | { write: readonly Write[] }
  | { query: Query }
  | { getMany: readonly { pk: string; sk: string }[] }
  | { count: string };

const places = ['A', 'B', 'B#1', '~', '\uFFFD', '\u{10000}'];
const place = fc.constantFrom(...places);
const small = fc.integer({ min: 0, max: 3 });
const index = fc.constantFrom('byDue' as const, 'byDay' as const, 'byNext' as const);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>('always', 'always', 'absent', 'present'),
  small.map((version) => ({ is: { version } })),
  small.map((version) => ({ absentOrBelow: { version } })),
);

const fields = fc.record({ version: small, type: place, other: place, at: small }, { requiredKeys: ['version'] });
const indexed = fc.option(fc.tuple(index, place), { nil: undefined });

/** Keys have no partition yet: each history gets one of its own. */
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(place, fields, indexed, condition).map(([sk, more, at, wanted]): Write => ({
    put: { pk: '', sk, ...more, ...(at && { [`${at[0]}Pk`]: '', [`${at[0]}Sk`]: at[1] }) },
    if: wanted,
  })),
  fc.tuple(place, condition).map(([sk, wanted]): Write => ({ remove: { pk: '', sk }, if: wanted })),
  fc.tuple(place, condition).map(([sk, wanted]): Write => ({ check: { pk: '', sk }, if: wanted })),
  fc.tuple(place, small, index, condition).map(([sk, n, at, wanted]): Write => ({
    update: { pk: '', sk },
    add: { version: n },
    set: { other: n },
    unset: ['type', `${at}Sk`],
    if: wanted,
  })),
);

const range: fc.Arbitrary<Range | undefined> = fc.oneof(
  fc.constant(undefined),
  place.map((prefix) => ({ prefix })),
  place.map((below) => ({ below })),
  fc.tuple(fc.nat(places.length - 1), fc.nat(places.length - 1)).map(([a, b]) => ({
    from: places[Math.min(a, b)]!,
    to: places[Math.max(a, b)]!,
  })),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(write, { minLength: 1, maxLength: 3, selector: (one) => keyOf(one).sk })
      .map((all) => ({ write: all })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.option(index, { nil: undefined }), range, fc.integer({ min: 1, max: 4 }), fc.boolean())
      .map(([at, within, limit, newestFirst]) => ({
        query: { pk: '', limit, newestFirst, ...(at && { index: at }), ...(within && { range: within }) },
      })),
  },
  {
    weight: 1,
    arbitrary: fc.array(place, { maxLength: 4 }).map((all) => ({ getMany: all.map((sk) => ({ pk: '', sk })) })),
  },
  { weight: 1, arbitrary: place.map((sk) => ({ count: `count ${sk}` })) },
);

/** The command in this partition: every empty key is it. */
const within = <T>(value: T, pk: string): T =>
  JSON.parse(JSON.stringify(value), (name, one: unknown) =>
    /^(pk|by\w+Pk)$/.test(name) && one === '' ? pk : one,
  ) as T;

/** What a command came to. Where several items stand at one place of an index, their order is nobody's promise. */
async function outcome({ table }: TableUnderTest, command: Command, pk: string): Promise<unknown> {
  if ('count' in command) return table.count({ pk, sk: command.count }, 5);
  if ('getMany' in command) return table.getMany(within(command.getMany, pk), { strong: true });
  if ('query' in command) {
    const found: Item[] = [];
    let from: Item | undefined;
    do {
      const page = await table.query({ ...within(command.query, pk), from });
      found.push(...page.items);
      from = page.last;
    } while (from);
    const s = command.query.index ? `${command.query.index}Sk` : 'sk';
    return { order: found.map((item) => item[s]), items: found.map(canonical).toSorted() };
  }
  try {
    await table.write(within(command.write, pk));
    return 'written';
  } catch (error) {
    if (error instanceof WriteRefused) return error.refusals;
    throw error;
  }
}

describe.skipIf(whyNoDatabase)(`the two tables${whyNoDatabase ? ` (skipped: ${whyNoDatabase})` : ''}`, () => {
  let memory: TableUnderTest;
  let dynamo: TableUnderTest;
  beforeAll(async () => {
    [memory, dynamo] = await Promise.all([startMemoryTable(), startDynamoTable()]);
  });
  afterAll(() => dynamo?.stop());

  test('answer alike to whatever is asked of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        const pk = `P#${randomUUID()}`;
        for (const one of commands) {
          const [expected, real] = [await outcome(memory, one, pk), await outcome(dynamo, one, pk)];
          expect(expected).toEqual(real);
        }
      }),
      { numRuns: 25 },
    );
  });
});
