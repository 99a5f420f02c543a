import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blank,
  change,
  mostRelations,
  NewRelation,
  relate,
  type Relation,
  remove,
  sentence,
} from '../../../functions/relations/relation.ts';

const now = '2026-01-05T15:00:00.000Z';
const client = `cli_${'1'.repeat(26)}`;
const person = `con_${'1'.repeat(26)}`;
const idOf = (n: number) => `rel_${String(n).padStart(26, '0')}`;
const add = (all: readonly Relation[], input: object): Relation =>
  relate(
    NewRelation.parse({ kind: 'owner', other: { name: 'Jonathan Whitaker' }, ...input }),
    client,
    all,
    idOf(all.length),
    now,
  );
const owners = (...shares: object[]) => shares.reduce<Relation[]>((all, input) => [...all, add(all, input)], []);

describe('owners', () => {
  test('hold at most all of a client together', () => {
    const both = owners({ share: 6_000 }, { share: 4_000 });
    expect(both).toHaveLength(2);
    expect(() => add(both, { share: 1 })).toThrow('Owners would hold 100.01 % of this client together');
    expect(() => change(both[1]!, { share: 4_001 }, both)).toThrow(
      expect.objectContaining({ details: { field: 'share' } }),
    );
    expect(change(both[1]!, { share: 3_999 }, both).share).toBe(3_999);
  });

  test('whoever they are and in whatever order, never more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 12 }), (shares) => {
        let all: Relation[] = [];
        for (const share of shares) {
          const sum = all.reduce((total, one) => total + one.share!, 0);
          if (sum + share > 10_000) expect(() => add(all, { share })).toThrow('Owners would hold');
          else all = [...all, add(all, { share })];
        }
        expect(all.reduce((total, one) => total + one.share!, 0)).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  test('who left make room for who came later', () => {
    const left = owners({ share: 10_000, until: '2025-12-31' });
    expect(() => add(left, { share: 10_000, from: '2025-12-31' })).toThrow('Owners would hold 200 %');
    expect(add(left, { share: 10_000, from: '2026-01-01' }).share).toBe(10_000);
    expect(add([remove(left[0]!)], { share: 10_000 }).share).toBe(10_000);
  });

  test('of something else than the client do not count', () => {
    const all = owners({ share: 10_000, holder: 'subject' }, { share: 10_000, contactId: person });
    expect(add(all, { share: 10_000 }).share).toBe(10_000);
  });

  test.each([
    [{ kind: 'spouse', share: 5_000 }, 'body.share: Only an owner has a share'],
    [
      { share: 5_000, holder: 'subject', other: { clientId: `cli_${'2'.repeat(26)}` } },
      'body.share: A share in a client is kept',
    ],
    [{ from: '2026-02-01', until: '2026-01-01' }, 'body.until: Lies before from'],
    [{ other: { clientId: client } }, 'body.other.clientId: This is the client itself'],
    [{ contactId: person, other: { contactId: person } }, 'body.other.contactId: Nobody is their own relation'],
  ])('%j is refused', (input, says) => expect(() => add([], input)).toThrow(says));
});

describe('a relation', () => {
  test('that was removed is told of as past, and not changed', () => {
    const gone = remove(add([], {}));
    expect(sentence(gone, 'Stonebridge', 'Jonathan')).toBe('Jonathan was owner of Stonebridge');
    expect(() => change(gone, { note: 'x' }, [gone])).toThrow('This relation was removed');
  });

  test('whose removal is taken back stands as it did, as far as its share is still to be had', () => {
    const had = add([], { share: 6_000, note: 'By deed', until: '2026-12-31' });
    const gone = remove(had);
    expect(change(gone, { status: 'standing' }, [gone])).toEqual(had);
    const others = [gone, { ...add([gone], { share: 5_000 }), id: idOf(9) }];
    expect(() => change(gone, { status: 'standing' }, others)).toThrow('Owners would hold 110 %');
  });

  test.each([
    [{ kind: 'spouse' }, 'Jonathan is spouse of Alicia'],
    [{ kind: 'owner', holder: 'subject' }, 'Alicia is owner of Jonathan'],
    [{ kind: 'adverse' }, 'Jonathan is adverse to Alicia'],
    [{ kind: 'former-name' }, 'Jonathan is a former name of Alicia'],
  ])('%j reads “%s”', (input, says) => expect(sentence(add([], input), 'Alicia', 'Jonathan')).toBe(says));

  test('is one of at most two hundred of a client', () => {
    const all = Array.from({ length: mostRelations }, (_, i) => ({ ...add([], {}), id: idOf(i) }));
    expect(() => add(all, {})).toThrow('A client has at most 200 relations');
  });

  test('that is erased keeps what kind it was, and neither name nor note', () => {
    const { other, note, kind } = blank(add([], { note: 'They fell out' }), now);
    expect({ other, note, kind }).toEqual({ other: { name: 'Erased' }, kind: 'owner' });
  });
});
