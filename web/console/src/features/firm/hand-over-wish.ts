import type * as z from 'zod';
import type { PreviewView } from '../../../../../functions/hand-overs/hand-over.ts';
import type { Wish as Wished } from '../../../../../functions/hand-overs/plan.ts';

export type Wish = z.input<typeof Wished>;
export type HandOverPreview = z.output<typeof PreviewView>;
export type Given = HandOverPreview['items'][number];

/** Everything of a client, to someone else than the rest. */
export type OfClient = { client: { id: string; name: string }; to: string | null };

/** What was not said to the end is left to whoever gets the rest. */
export function wishOf(to: string, others: readonly OfClient[]): Wish {
  const said = others.flatMap(({ client, to: other }) => (other === null ? [] : [[client.id, other] as const]));
  return { to, ...(said.length > 0 && { byClient: Object.fromEntries(said) }) };
}

/** In whose work they have a part. */
export const heldClients = (items: readonly Given[]): ReadonlySet<string> =>
  new Set(items.flatMap(({ clientIds }) => clientIds));
