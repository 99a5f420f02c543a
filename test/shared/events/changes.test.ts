import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { canonical } from '../../../shared/events/chain.ts';
import { changesOf, revision } from '../../../shared/events/changes.ts';
import { Sealed, sealer } from '../../../shared/sensitive/sealed.ts';
import { fieldKinds, ofKind, Text } from '../../../shared/table/fields.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { aThing, eventsOf, save, type Thing, things } from '../../support/builders.ts';
import { anyText } from '../../support/tables-values.ts';

const { seal } = sealer(Buffer.alloc(32, 7), 'one');
const told = (before: Partial<Thing>, after: Partial<Thing>) =>
  changesOf(things.replace({ ...aThing(before), version: 4 }, aThing(after)));
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('an event tells', () => {
  test('what a plain field was and is, null where it was not there, and nothing of the others', () => {
    expect(told({ name: 'A', amount: 1 }, { name: 'B', tags: ['x'] })).toEqual({
      fields: { name: ['A', 'B'], amount: [1, null], tags: [null, ['x']] },
      kept: {},
    });
    expect(told({ name: 'A' }, { name: 'A' })).toEqual({ fields: {}, kept: {} });
  });

  test('of a new record everything, from nothing', () => {
    expect(changesOf(things.create(aThing({ note: 'Hello' }))).fields).toEqual({
      of: [null, 'one'],
      id: [null, 'a'],
      name: [null, 'A thing'],
      note: [null, { length: 5, sha256: sha('Hello') }],
    });
  });

  test('of a text its length and hash, and where the replaced one is kept', () => {
    const write = things.replace({ ...aThing({ note: 'Old text' }), version: 4 }, aThing({ note: 'New' }));
    const { fields, kept } = changesOf(write);
    expect(fields).toEqual({
      note: [
        { length: 8, sha256: sha('Old text'), revision: 4 },
        { length: 3, sha256: sha('New') },
      ],
    });
    expect(revision(write, kept)).toEqual({
      pk: 'THING#one',
      sk: '~REVISION#THING#a#0000000004',
      entity: 'revision',
      of: 'THING#a',
      version: 4,
      fields: { note: 'Old text' },
    });
  });

  test('of any field over 1 KB no more than of a text', () => {
    const tags = Array.from({ length: 200 }, (_, i) => `tag number ${i}`);
    const { fields, kept } = told({ tags, name: 'A' }, { tags: ['x'], name: 'n'.repeat(1025) });
    expect(fields).toEqual({
      tags: [
        { length: canonical(tags).length, sha256: sha(canonical(tags)), revision: 4 },
        { length: 5, sha256: sha('["x"]') },
      ],
      name: [
        { length: 1, sha256: sha('A'), revision: 4 },
        { length: 1025, sha256: sha('n'.repeat(1025)) },
      ],
    });
    expect(kept).toEqual({ tags, name: 'A' });
  });

  test('of a sealed field only that it changed', () => {
    const { fields, kept } = told({ secret: seal('secret', '12-3456789') }, { secret: seal('secret', '98-7654321') });
    expect({ fields, kept }).toEqual({ fields: { secret: ['sealed', 'sealed'] }, kept: {} });
    expect(told({}, { secret: seal('secret', '1') }).fields).toEqual({ secret: [null, 'sealed'] });
    expect(told({ secret: seal('secret', '1') }, {}).fields).toEqual({ secret: ['sealed', null] });
  });

  test('of an erasure nothing of what was there, and keeps no revision', () => {
    const before = { ...aThing({ note: 'Old text', secret: seal('secret', '1'), amount: 3 }), version: 4 };
    const after = aThing({ name: 'Erased', note: 'Erased', secret: seal('secret', 'none') });
    const { fields, kept } = changesOf(things.erase(before, after));
    expect(fields).toEqual({
      name: ['erased', 'Erased'],
      note: ['erased', { length: 6, sha256: sha('Erased') }],
      secret: ['erased', 'sealed'],
      amount: ['erased', null],
    });
    expect(kept).toEqual({});
  });

  test('never a sealed value, a text or its last four characters, whatever happens to a record', () => {
    const version = fc.record(
      { note: fc.boolean(), secret: fc.boolean(), name: anyText, erases: fc.boolean() },
      { requiredKeys: ['note', 'secret', 'name', 'erases'] },
    );
    fc.assert(
      fc.property(version, version, (a, b) => {
        const thing = ({ note, secret, name }: typeof a, n: number) =>
          aThing({
            name,
            ...(note && { note: `confidential-${n}` }),
            ...(secret && { secret: seal('secret', `99-${n}876543`) }),
          });
        const before = { ...thing(a, 1), version: 1 };
        const { fields } = changesOf(
          b.erases ? things.erase(before, thing(b, 2)) : things.replace(before, thing(b, 2)),
        );
        expect(JSON.stringify(fields)).not.toMatch(/confidential|6543|•|"iv"|"tag"|"data"/);
      }),
    );
  });

  test('the same through the table: a note of 50,000 characters makes a small event', async () => {
    const table = memoryTable();
    await save(table, aThing({ note: 'a'.repeat(50_000) }));
    await save(table, aThing({ note: 'b'.repeat(50_000) }));
    for (const event of eventsOf(table.all())) expect(JSON.stringify(event).length).toBeLessThan(1500);
    const kept = table.all().find((item) => item.entity === 'revision');
    expect(kept?.fields).toEqual({ note: 'a'.repeat(50_000) });
  });
});

describe('the kind of a field', () => {
  test('is found through everything that schemas are wrapped in', () => {
    const kinds = fieldKinds(
      z.object({
        plain: z.string(),
        text: Text(10).optional(),
        nullable: Text(10).nullable().default(null),
        list: z.array(z.object({ at: z.string(), body: Text(10) })),
        byName: z.record(z.string(), Sealed),
        either: z.union([z.null(), Sealed]),
        piped: Text(10).transform((text) => text.length),
        pair: z.tuple([z.string(), Sealed]),
        renamed: ofKind('sealed', z.string()).max(3),
        deep: z.object({ a: z.object({ b: Text(5), c: Sealed.optional() }).optional() }),
      }),
    );
    expect(Object.fromEntries(kinds)).toEqual({
      text: 'text',
      nullable: 'text',
      list: 'text',
      byName: 'sealed',
      either: 'sealed',
      piped: 'text',
      pair: 'sealed',
      renamed: 'sealed',
      deep: 'sealed',
    });
  });
});
