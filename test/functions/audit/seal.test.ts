import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../shared/events/chain.ts';
import { brokenSeal, merkleRoot, rootOf, type Seal, seal } from '../../../functions/audit/seal.ts';

const head = (seq: number) => ({ seq, hash: `hash-${seq}` });
const someSeals = (): Seal[] => {
  const first = seal({ from: 't0', through: 't1', previous: '', heads: { A: head(1), B: head(2) } });
  const second = seal({ from: 't1', through: 't2', previous: first.root, heads: { A: head(5) } });
  const third = seal({ from: 't2', through: 't3', previous: second.root, heads: {} });
  return [first, second, third];
};

describe('a Merkle root', () => {
  const leaf = fc.string().map((text) => sha256(text));
  const leaves = fc.array(leaf, { minLength: 1, maxLength: 20 });

  test('changes with every leaf, with their order, and with their number', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), leaf, (all, at, other) => {
        const root = merkleRoot(all);
        const i = at % all.length;
        if (all[i] !== other) expect(merkleRoot(all.with(i, other))).not.toBe(root);
        expect(merkleRoot([...all, other])).not.toBe(root);
        expect(merkleRoot(all.toSpliced(i, 1))).not.toBe(root);
        const j = (i + 1) % all.length;
        if (all[i] !== all[j]) expect(merkleRoot(all.with(i, all[j]!).with(j, all[i]!))).not.toBe(root);
        expect(merkleRoot([...all])).toBe(root);
      }),
    );
  });
  test('of nothing is one too, and no leaf passes for a node', () => {
    expect(merkleRoot([])).toBe(merkleRoot([]));
    expect(merkleRoot([])).not.toBe(merkleRoot(['']));
    expect(merkleRoot([merkleRoot(['a', 'b']), 'c'])).toBe(merkleRoot(['a', 'b', 'c']));
  });
});

describe('the root of a seal', () => {
  test('covers span, predecessor and every head, in whatever order they come', () => {
    const span = { from: 't0', through: 't1', previous: 'p', heads: { A: head(1), B: head(2) } };
    const root = rootOf(span);
    expect(rootOf({ ...span, heads: { B: head(2), A: head(1) } })).toBe(root);
    const others: Partial<typeof span | Pick<Seal, 'heads'>>[] = [
      { from: 't' },
      { through: 't' },
      { previous: 'q' },
      { heads: { A: head(1) } },
      { heads: { A: head(1), C: head(2) } },
      { heads: { A: head(2), B: head(1) } },
      { heads: { A: head(1), B: { ...head(2), hash: 'x' } } },
    ];
    for (const other of others) expect(rootOf({ ...span, ...other })).not.toBe(root);
  });
});

describe('seals that continue one another', () => {
  test('are not broken', () => {
    expect(brokenSeal([])).toBeUndefined();
    expect(brokenSeal(someSeals())).toBeUndefined();
  });

  const meddling: [string, (seals: Seal[]) => Seal[], number][] = [
    ['a head that was altered', ([a, b, c]) => [a!, { ...b!, heads: { A: head(4) } }, c!], 1],
    ['a head that was taken out', ([a, b, c]) => [{ ...a!, heads: { A: head(1) } }, b!, c!], 0],
    ['one made anew with its root', ([a, b, c]) => [a!, seal({ ...b!, heads: { A: head(4) } }), c!], 2],
    ['one taken out of the middle', ([a, , c]) => [a!, c!], 1],
    ['the first taken out', ([, b, c]) => [b!, c!], 0],
    ['two changed over', ([a, b, c]) => [b!, a!, c!], 0],
    ['a gap in time', ([a, b]) => [a!, seal({ ...b!, from: 't1.5' })], 1],
    ['one that is there twice', ([a, b]) => [a!, b!, b!], 2],
  ];
  test.each(meddling)('%s is found', (_, meddle, at) => {
    const seals = meddle(someSeals());
    expect(brokenSeal(seals)).toBe(seals[at]);
  });
});
