import { beforeEach, describe, expect, test } from 'vitest';
import { checkChain } from '../../../functions/audit/chain-check.ts';
import { start } from '../../../shared/events/chain.ts';
import { Found, Lost, write } from '../../../shared/events/write.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { readTail } from '../../../shared/table/records.ts';
import {
  aThing,
  anAuthor,
  eventsOf,
  partitionOf,
  save,
  type Thing,
  thingEvent,
  things,
} from '../../support/builders.ts';
import { type Fault, faulty } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';

const pk = 'THING#one';
let table: ReturnType<typeof memoryTable>;
beforeEach(() => {
  table = memoryTable();
});

const stored = async (id = 'a') => things.read((await table.get(things.key({ of: 'one', id })))!);
const holderOf = async (number: string) =>
  (await table.get({ pk: `UNIQUE#thing-number#${number}`, sk: 'UNIQUE' }))?.holder;

describe('one transaction', () => {
  test('holds the record, its event and its claim, and verifies', async () => {
    await save(table, aThing({ number: '7' }));
    const [event] = eventsOf(table.all());
    expect(event).toMatchObject({ type: 'thing.made', seq: 1, on: ['THING#a'], actor: 'mem_1', requestId: 'req-1' });
    expect(await stored()).toMatchObject({ name: 'A thing', version: 1 });
    expect(await holderOf('7')).toBe(pk);
    expect(checkChain(pk, partitionOf(table.all(), pk))).toEqual({ events: 1, records: 1, erased: 0 });
  });

  test('moves only the version of the record that changed, and the chain of its aggregate', async () => {
    await save(table, aThing({ id: 'a' }));
    await save(table, aThing({ id: 'b' }));
    await save(table, aThing({ id: 'b', name: 'Changed' }));
    expect([(await stored('a')).version, (await stored('b')).version]).toEqual([1, 2]);
    expect((await readTail(table, pk)).seq).toBe(3);
  });

  test('of two that read the same tail one is lost, and nothing of it is written', async () => {
    await save(table, aThing({ id: 'a' }));
    const tail = await readTail(table, pk);
    const decided = (id: string) => [thingEvent('thing.made', tail, [things.create(aThing({ id, number: id }))])];
    await write(table, decided('b'), anAuthor());
    await expect(write(table, decided('c'), anAuthor())).rejects.toBeInstanceOf(Lost);
    expect(table.all().some((item) => item.sk === 'THING#c' || item.pk.endsWith('#c'))).toBe(false);
  });

  test('of a record that moved is lost, though the chain did not', async () => {
    await save(table, aThing());
    const old = await stored();
    await save(table, aThing({ name: 'Moved' }));
    const change = thingEvent('thing.changed', await readTail(table, pk), [
      things.replace(old, { ...old, name: 'Mine' }),
    ]);
    await expect(write(table, [change], anAuthor())).rejects.toBeInstanceOf(Lost);
    expect((await stored()).name).toBe('Moved');
  });
});

describe('a value that only one may hold', () => {
  test('is a conflict that names the field for who comes second', async () => {
    await save(table, aThing({ number: '7' }));
    await expect(save(table, aThing({ of: 'two', number: '7' }))).rejects.toMatchObject({
      code: 'conflict',
      message: '7 is taken',
      details: { field: 'number' },
    });
    expect(table.all().some((item) => item.pk === 'THING#two')).toBe(false);
  });

  test('is free again for others when its holder lets go of it', async () => {
    await save(table, aThing({ number: '7' }));
    await save(table, aThing({ number: '8' }));
    await save(table, aThing({ of: 'two', number: '7' }));
    expect([await holderOf('7'), await holderOf('8')]).toEqual(['THING#two', pk]);
  });

  test('passes from one to the other in one transaction, under the old holder', async () => {
    await save(table, aThing({ number: '7' }));
    await save(table, aThing({ of: 'two' }));
    const [one, two] = [await stored(), things.read((await table.get(things.key({ of: 'two', id: 'a' })))!)];
    const { number: _, ...without } = one;
    const releases = thingEvent('thing.changed', await readTail(table, pk), [things.replace(one, without)]);
    const claims = thingEvent('thing.changed', await readTail(table, 'THING#two'), [
      things.replace(two, { ...two, number: '7' }),
    ]);
    await write(table, [releases, claims], anAuthor());
    expect(await holderOf('7')).toBe('THING#two');

    // The other way round: claimed first, released after, by who is not the holder any more.
    const [back, again] = [await stored(), things.read((await table.get(things.key({ of: 'two', id: 'a' })))!)];
    const taken = thingEvent('thing.changed', await readTail(table, pk), [
      things.replace(back, { ...back, number: '7' }),
    ]);
    const { number: _number, ...left } = again;
    const letsGo = thingEvent('thing.changed', await readTail(table, 'THING#two'), [things.replace(again, left)]);
    await write(table, [taken, letsGo], anAuthor());
    expect(await holderOf('7')).toBe(pk);
  });
});

describe('a guard', () => {
  const guard = { put: { pk: 'IDEMPOTENCY#x', sk: 'IDEMPOTENCY', body: 'first' }, if: 'absent' } as const;

  test('that is there already is what the caller is given, and nothing is written', async () => {
    await save(table, aThing());
    await table.write([guard]);
    const made = thingEvent('thing.made', start('THING#two'), [things.create(aThing({ of: 'two' }))]);
    const error = await write(table, [made], anAuthor(), guard).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(Found);
    expect((error as Found).item).toMatchObject({ body: 'first' });
    expect(table.all().some((item) => item.pk === 'THING#two')).toBe(false);
  });

  test('that checks a record being written leaves the condition on its version in force', async () => {
    await save(table, aThing());
    const old = await stored();
    await save(table, aThing({ name: 'Moved' }));
    const change = thingEvent('thing.changed', await readTail(table, pk), [
      things.replace(old, { ...old, name: 'Mine' }),
    ]);
    const check = { check: things.key({ of: 'one', id: 'a' }), if: 'present' } as const;
    await expect(write(table, [change], anAuthor(), check)).rejects.toBeInstanceOf(Lost);
    expect((await stored()).name).toBe('Moved');
  });
});

describe('an answer that is lost', () => {
  /** One change under these faults, then what stands in the table. */
  const underFaults = (script: readonly (Fault | undefined)[], seed = 1) =>
    inFastTime(seed, async () => {
      const lossy = faulty(table, { seed, script });
      const outcome = await save(lossy, aThing({ number: '7' })).then(
        () => 'acknowledged',
        (error: unknown) => (error as Error).name,
      );
      await lossy.calm();
      return {
        outcome,
        events: eventsOf(table.all()).length,
        version: (await table.get(things.key(aThing())))?.version,
      };
    });

  test('of a committed change is success, and the change happened once', async () => {
    expect(await underFaults(['lost'])).toEqual({ outcome: 'acknowledged', events: 1, version: 1 });
    expect(await holderOf('7')).toBe(pk);
  });

  test('again and again is still success', async () => {
    expect(await underFaults(['lost', 'lost', 'busy', 'lost'])).toEqual({
      outcome: 'acknowledged',
      events: 1,
      version: 1,
    });
  });

  test('while the first try is still under way does not do everything twice', async () => {
    for (let seed = 0; seed < 20; seed++) {
      table = memoryTable();
      await save(table, aThing({ id: 'z' }));
      const result = await underFaults(['late', 'conflict', 'busy'], seed);
      expect({ seed, ...result }).toEqual({ seed, outcome: 'acknowledged', events: 2, version: 1 });
    }
  });

  test('for good is told as it is: nobody knows what became of it', async () => {
    const { outcome } = await underFaults(Array.from({ length: 50 }, () => 'lost' as const));
    expect(outcome).toBe('TimeoutError');
  });

  test('is not confused with a failure of another kind', async () => {
    const broken = { ...table, write: () => Promise.reject(new TypeError('no such thing')) };
    await expect(save(broken, aThing())).rejects.toThrow('no such thing');
  });
});

describe('what is too large', () => {
  const refused = async (records: readonly Thing[]) => {
    const before = table.all();
    const event = thingEvent(
      'thing.made',
      start(pk),
      records.map((thing) => things.create(thing)),
    );
    const error = await write(table, [event], anAuthor()).then(
      () => undefined,
      (one: unknown) => one,
    );
    if (error) expect(table.all()).toEqual(before);
    return error;
  };
  const many = (n: number, more: Partial<Thing> = {}) =>
    Array.from({ length: n }, (_, i) => aThing({ id: `${i}`, ...more }));

  test('a transaction takes 100 items with its event, and is refused by name with more', async () => {
    expect(await refused(many(100))).toMatchObject({
      message: 'A transaction takes 100 items, this use case makes 101',
    });
    expect(await refused(many(99))).toBeUndefined();
  });

  test('an event takes 32 KB as UTF-8, not as characters', async () => {
    expect(await refused(many(28, { name: '個'.repeat(500) }))).toMatchObject({ code: 'too-large' });
    expect(await refused(many(28, { name: 'a'.repeat(500) }))).toBeUndefined();
  });

  test('a record takes 400 KB, and more is a problem rather than a failure', async () => {
    const tags = (n: number) => Array.from({ length: n }, () => '個'.repeat(100));
    expect(await refused([aThing({ tags: tags(1400) })])).toMatchObject({ code: 'too-large' });
    expect(await refused([aThing({ tags: tags(1200) })])).toBeUndefined();
  });

  test('all of a transaction together take 4 MB', async () => {
    const big = many(11, { note: undefined, tags: Array.from({ length: 1300 }, () => '個'.repeat(100)) });
    expect(await refused(big)).toMatchObject({ code: 'too-large' });
  });
});

test('a release that finds its claim gone is a race, not success', async () => {
  await save(table, aThing({ number: '7' }));
  table.meddle((rows) => {
    for (const [name, row] of rows) if (row.pk.startsWith('UNIQUE#')) rows.delete(name);
  });
  const old = await stored();
  const { number: _, ...without } = old;
  const change = thingEvent('thing.changed', await readTail(table, pk), [things.replace(old, without)]);
  await expect(write(table, [change], anAuthor())).rejects.toBeInstanceOf(Lost);
});

describe('what a change was decided on and does not change', () => {
  const other = things.key({ of: 'other', id: 'a' });
  const ifAt = (version: number) => ({ check: other, if: { is: { version } } });
  const made = (id: string, version: number, number?: string) =>
    thingEvent('thing.made', start(`THING#${id}`), [things.create(aThing({ of: id, ...(number && { number }) }))], {
      provided: [ifAt(version)],
    });

  test('must still be so when it is written', async () => {
    await save(table, aThing({ of: 'other' }));
    await write(table, [made('x', 1)], anAuthor());
    await save(table, aThing({ of: 'other', name: 'Moved' }));
    const before = table.all();
    await expect(write(table, [made('y', 1)], anAuthor())).rejects.toBeInstanceOf(Lost);
    expect(table.all()).toEqual(before);
  });

  test('is asked once, however many parts of one transaction ask for it', async () => {
    await save(table, aThing({ of: 'other' }));
    await write(table, [made('x', 1), made('y', 1)], anAuthor());
    expect(table.all().filter(({ entity }) => entity === 'thing')).toHaveLength(3);
    await expect(write(table, [made('v', 1), made('w', 2)], anAuthor())).rejects.toThrow('Two writes');
  });

  test('may be changed by another part of the transaction, which has its own condition', async () => {
    await save(table, aThing({ of: 'other' }));
    const tail = await readTail(table, other.pk);
    const before = things.read((await table.get(other))!);
    const moved = thingEvent('thing.changed', tail, [things.replace(before, { ...before, name: 'Moved' })]);
    for (const decided of [[made('x', 1), moved]]) await write(table, decided, anAuthor());
    expect((await table.get(other))!.name).toBe('Moved');
  });

  test('counts before a value that is taken: the rules look again first', async () => {
    await save(table, aThing({ of: 'other', number: '7' }));
    await expect(write(table, [made('x', 1, '7')], anAuthor())).rejects.toThrow('7 is taken');
    await expect(write(table, [made('x', 2, '7')], anAuthor())).rejects.toBeInstanceOf(Lost);
  });
});
