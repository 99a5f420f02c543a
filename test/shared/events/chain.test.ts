import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChain, type Head } from '../../../functions/audit/chain-check.ts';
import { canonical, type Event, hashOf, isEvent } from '../../../shared/events/chain.ts';
import { strip } from '../../../shared/events/strip.ts';
import { sealer } from '../../../shared/sensitive/sealed.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import type { Item } from '../../../shared/table/table.ts';
import { aThing, eventsOf, partitionOf, save, type Thing, things, useCase } from '../../support/builders.ts';
import { anyText } from '../../support/tables-values.ts';

const pk = 'THING#one';
const { seal } = sealer(Buffer.alloc(32, 1), 'one');

const change: fc.Arbitrary<Partial<Thing> & { id: string }> = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c'),
    name: anyText,
    note: anyText.map((text) => `note ${text}`.trim()),
    secret: anyText.map((text) => seal('secret', text)),
    tags: fc.array(anyText, { maxLength: 3 }),
    amount: fc.maxSafeInteger(),
  },
  { requiredKeys: ['id'] },
);
const changes = fc.array(change, { minLength: 2, maxLength: 8 });

async function aChain(all: readonly (Partial<Thing> & { id: string })[]) {
  const table = memoryTable();
  for (const one of all) await save(table, aThing(one));
  return table;
}

const itemsIn = (table: ReturnType<typeof memoryTable>) => partitionOf(table.all(), pk);
const isRevision = (item: Item) => item.entity === 'revision';
const headOf = (items: readonly Item[]): Head => {
  const { seq, hash } = eventsOf(items).at(-1)!;
  return { seq, hash };
};

/** Another value than this, of the same kind where there is one. */
function altered(value: unknown): unknown {
  if (typeof value === 'string') return `${value}!`;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...(value as unknown[]), 'more'];
  if (value !== null && typeof value === 'object') return { ...value, more: 1 };
  return 'else';
}

const keys = new Set(['pk', 'sk']);

describe('a chain of any changes', () => {
  test('verifies', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const items = itemsIn(await aChain(all));
        expect(checkChain(pk, items, headOf(items))).toEqual({
          events: all.length,
          records: new Set(all.map(({ id }) => id)).size,
          erased: 0,
        });
      }),
      { numRuns: 40 },
    );
  });

  test('names whatever attribute of an event or a record was altered, taken away or added', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), fc.nat(), async (all, which, how) => {
        const items = itemsIn(await aChain(all));
        const candidates = items.filter((item) => !isRevision(item));
        const target = candidates[which % candidates.length]!;
        for (const name of [...Object.keys(target).filter((one) => !keys.has(one)), 'unheardOf']) {
          const { [name]: value, ...without } = target;
          const forged = how % 2 === 0 || name === 'unheardOf' ? { ...target, [name]: altered(value) } : without;
          const { finding } = checkChain(
            pk,
            items.map((item) => (item === target ? (forged as Item) : item)),
          );
          if (isEvent(target)) {
            expect([name, finding?.what]).toEqual([name, expect.stringMatching(/^event (altered|removed|added)$/)]);
            expect(finding).toMatchObject({ chain: pk, seq: target.seq });
          } else expect([name, finding]).toMatchObject([name, { what: 'record altered', record: target.sk }]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('names what was removed: an event within, the last one once it was sealed, a record', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), async (all, which) => {
        const items = itemsIn(await aChain(all));
        const candidates = items.filter((item) => !isRevision(item));
        const target = candidates[which % candidates.length]!;
        const { finding } = checkChain(
          pk,
          items.filter((item) => item !== target),
          headOf(items),
        );
        expect(finding).toMatchObject(
          isEvent(target) ? { what: 'event removed', seq: target.seq } : { what: 'record removed', record: target.sk },
        );
      }),
      { numRuns: 40 },
    );
  });

  test('shows a cut-off tail by the record that is newer than its history, sealed or not', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const items = itemsIn(await aChain(all));
        const last = eventsOf(items).at(-1)!;
        const { finding } = checkChain(
          pk,
          items.filter((item) => item !== last),
        );
        expect(finding).toMatchObject({ what: expect.stringMatching(/^record (altered|added)$/), record: last.on[0] });
      }),
      { numRuns: 20 },
    );
  });

  test('names two events, or two records, whose contents were swapped', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), fc.nat(), async (all, one, other) => {
        const items = itemsIn(await aChain(all));
        for (const kind of [eventsOf(items), items.filter((item) => !isEvent(item) && !isRevision(item))]) {
          const [a, b] = [kind[one % kind.length]!, kind[other % kind.length]!];
          if (a === b) continue;
          const swapped = items.map((item) =>
            item === a ? { ...b, sk: a.sk } : item === b ? { ...a, sk: b.sk } : item,
          );
          const { finding } = checkChain(pk, swapped);
          if (isEvent(a)) expect(finding?.seq).toBe(Math.min(a.seq, (b as Event).seq));
          else {
            expect(finding?.what).toBe('record altered');
            expect([a.sk, b.sk]).toContain(finding?.record);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('names a record that no event tells of, and an event that was put in', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), async (all, which) => {
        const items = itemsIn(await aChain(all));
        const added = { ...things.item(aThing({ id: 'zz' }), 1) };
        expect(checkChain(pk, [...items, added]).finding).toMatchObject({
          what: 'record added',
          record: 'THING#zz',
        });
        const events = eventsOf(items);
        const copy = events[which % events.length]!;
        const between = { ...copy, sk: `${copy.sk}x` };
        expect(checkChain(pk, [...items, between]).finding).toMatchObject({ what: 'event added', seq: copy.seq + 1 });
        const behind = { ...copy, sk: `~EVENT#${String(events.length + 1).padStart(10, '0')}`, seq: events.length + 1 };
        expect(checkChain(pk, [...items, behind]).finding).toMatchObject({
          what: 'event altered',
          seq: events.length + 1,
        });
      }),
      { numRuns: 20 },
    );
  });

  test('that was rewritten from some event on, hashes and all, is not the one that was sealed', async () => {
    const table = await aChain([{ id: 'a' }, { id: 'a', name: 'B' }]);
    const items = itemsIn(table);
    const sealed = headOf(items);
    const last = eventsOf(items).at(-1)!;
    const { hash: _, ...facts } = { ...last, actor: 'mem_2' };
    const forged = { ...facts, hash: hashOf(facts) };
    const rewritten = items.map((item) => (item === last ? forged : item));
    expect(checkChain(pk, rewritten, sealed).finding).toMatchObject({ what: 'event altered', seq: 2 });
  });

  test('is reported, not crashed on, where a number was put that no program can write', async () => {
    const items = itemsIn(await aChain([{ id: 'a' }, { id: 'b' }]));
    for (const target of items) {
      const forged = items.map((item) => (item === target ? { ...item, amount: 10n ** 20n } : item));
      expect(checkChain(pk, forged).finding).toBeDefined();
    }
  });
});

describe('an erasure', () => {
  const erase = (table: ReturnType<typeof memoryTable>) =>
    useCase(table, 'one', (found, tail) => ({
      type: 'thing.erased',
      records: found.map((thing) => {
        const { note: _, secret: _secret, tags: _tags, ...rest } = thing;
        return things.erase(thing, { ...rest, name: 'Erased', erasedAt: '2026-11-22T09:00:00.000Z' });
      }),
      erases: tail.seq,
    }));

  test('takes every word out of the chain, which still verifies and counts what was erased', async () => {
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), async (all, changesLater) => {
        const words = all.map((one, i) => ({ ...one, name: `Winifred-${i}`, note: `secretly ${i} `.repeat(200) }));
        const table = await aChain(words);
        await erase(table);
        const { length } = eventsOf(table.all());
        if (changesLater) await save(table, aThing({ id: 'later', name: 'Later' }));
        await strip(table, pk, length - 1);
        await strip(table, pk, length - 1);

        const items = itemsIn(table);
        expect(checkChain(pk, items, headOf(items))).toMatchObject({ erased: length - 1 });
        expect(checkChain(pk, items).finding).toBeUndefined();
        expect(canonical(table.all())).not.toMatch(/Winifred|secretly|ciphertext/);
        expect(items.filter(isRevision)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('excuses nothing but the content of what it announced', async () => {
    const table = await aChain([{ id: 'a' }, { id: 'b' }]);
    await erase(table);
    await save(table, aThing({ id: 'c' }));
    await strip(table, pk, 2);
    const items = itemsIn(table);
    const without = (seq: number, ...names: string[]) =>
      items.map((item) =>
        isEvent(item) && item.seq === seq
          ? (Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name))) as Item)
          : item,
      );
    expect(checkChain(pk, items).finding).toBeUndefined();
    expect(checkChain(pk, without(4, 'changes', 'salt')).finding).toMatchObject({ what: 'event altered', seq: 4 });
    expect(checkChain(pk, without(3, 'changes', 'salt')).finding).toMatchObject({ what: 'event altered', seq: 3 });
    expect(checkChain(pk, without(2, 'actor')).finding).toMatchObject({ what: 'event altered', seq: 2 });
    const pretended = items.map((item) =>
      isEvent(item) && item.seq === 4 ? { ...item, changes: undefined, salt: undefined, erases: 4 } : item,
    );
    expect(checkChain(pk, pretended).finding).toMatchObject({ what: 'event altered', seq: 4 });
  });

  test('is believed only of a record that was erased, and only of what came before', async () => {
    const table = await aChain([{ id: 'a' }, { id: 'b' }]);
    await useCase(table, 'one', (found, tail) => ({
      type: 'thing.erased',
      records: found.map((thing) => things.replace(thing, { ...thing, name: 'Not erased' })),
      erases: tail.seq,
    }));
    await strip(table, pk, 2);
    expect(checkChain(pk, itemsIn(table)).finding).toMatchObject({ what: 'event altered', seq: 1 });
  });

  test('of more events and revisions than one page takes them all', async () => {
    const table = memoryTable();
    for (let i = 0; i < 70; i++) await save(table, aThing({ note: `secretly ${i}` }));
    await erase(table);
    await strip(table, pk, 70);
    expect(canonical(table.all())).not.toContain('secretly');
    expect(checkChain(pk, itemsIn(table))).toEqual({ events: 71, records: 1, erased: 70 });
  });
});

describe('the canonical text', () => {
  test('does not depend on the order of fields, and leaves out what is not stored', () => {
    expect(canonical({ b: 1, a: [1, undefined, null, { d: undefined, c: '\u2028' }] })).toBe(
      '{"a":[1,null,{"c":"\u2028"}],"b":1}',
    );
    expect(canonical({ a: -0 })).toBe('{"a":0}');
  });

  test('tells different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = (value: unknown) => JSON.stringify(JSON.parse(canonical(value)));
        expect(canonical(a) === canonical(b)).toBe(same(a) === same(b));
      }),
    );
  });
});
