import type * as z from 'zod';
import type { PreviewView } from '../../../../../functions/hand-overs/hand-over.ts';
import type { Wish as Wished } from '../../../../../functions/hand-overs/plan.ts';

export type Wish = z.input<typeof Wished>;
export type HandOverPreview = z.output<typeof PreviewView>;
export type Given = HandOverPreview['items'][number];

/** Everything of a client, to someone else than the rest. */
export type OfClient = { client: { id: string; name: string }; to: string | null };

/** To whom goes what is held in a role, by the word for it, where that is not whoever gets the rest. */
export type ByRole = Readonly<Record<string, string>>;

/** What was not said to the end is left to whoever gets the rest. */
export function wishOf(to: string, others: readonly OfClient[], roles: ByRole = {}): Wish {
  const said = others.flatMap(({ client, to: other }) => (other === null ? [] : [[client.id, other] as const]));
  return {
    to,
    ...(Object.keys(roles).length > 0 && { roles: { ...roles } }),
    ...(said.length > 0 && { byClient: Object.fromEntries(said) }),
  };
}

export const withRole = (roles: ByRole, role: string, to: string | null): ByRole =>
  Object.fromEntries([
    ...Object.entries(roles).filter(([had]) => had !== role),
    ...(to === null ? [] : [[role, to] as const]),
  ]);

/** In which roles something is held, those first that are met most. */
export function heldRoles(items: readonly Given[]): string[] {
  const counts = new Map<string, number>();
  for (const { part } of items.flatMap(({ moves, stays }) => [...moves, ...stays]))
    counts.set(part, (counts.get(part) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([part]) => part);
}

/** In whose work they have a part. */
export const heldClients = (items: readonly Given[]): ReadonlySet<string> =>
  new Set(items.flatMap(({ clientIds }) => clientIds));
