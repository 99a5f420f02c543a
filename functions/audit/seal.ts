import * as z from 'zod';
import { canonical, sha256 } from '../../shared/events/chain.ts';

/** What the nightly seal writes to the locked bucket: where every chain stood that moved since the seal before. */
export const Seal = z.object({
  version: z.literal(1),
  /** Events after `from` and up to `through`, both instants. */
  from: z.string(),
  through: z.string(),
  /** The root of the seal before; empty for the first. */
  previous: z.string(),
  root: z.string(),
  /** By chain: the number and hash of its last event. */
  heads: z.record(z.string(), z.object({ seq: z.int(), hash: z.string() })),
});
export type Seal = z.output<typeof Seal>;

const leaf = (chain: string, head: { seq: number; hash: string }) => sha256('leaf', canonical({ chain, ...head }));

/** RFC 6962 in shape: leaves and nodes are hashed apart, an odd node moves up as it is. */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256('empty');
  let level = [...leaves];
  while (level.length > 1) {
    const above: string[] = [];
    for (let i = 0; i < level.length; i += 2)
      above.push(i + 1 < level.length ? sha256('node', level[i]!, level[i + 1]!) : level[i]!);
    level = above;
  }
  return level[0]!;
}

/** The root covers the heads in the order of their chains, the span of time, and the seal before. */
export function rootOf({ from, through, previous, heads }: Omit<Seal, 'root' | 'version'>): string {
  const leaves = Object.entries(heads)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([chain, head]) => leaf(chain, head));
  return sha256(canonical({ from, through, previous, heads: merkleRoot(leaves) }));
}

export function seal(span: Omit<Seal, 'root' | 'version'>): Seal {
  return { version: 1, ...span, root: rootOf(span) };
}

/** Whether these seals, oldest first, continue one another; if not, which does not. */
export function brokenSeal(seals: readonly Seal[]): Seal | undefined {
  return seals.find(
    (one, i) =>
      rootOf(one) !== one.root ||
      one.previous !== (seals[i - 1]?.root ?? '') ||
      (i > 0 && one.from !== seals[i - 1]!.through),
  );
}
