import { chasedOrganizers } from '../organizers/chased.ts';
import { chasedRequests } from '../requests/chased.ts';
import type { ChasedKind } from './chased.ts';

/** Everything that clients are reminded of, in one mail a day: letters to sign are told of for themselves. */
export const chasedKinds: readonly ChasedKind[] = [chasedRequests, chasedOrganizers];

export function kindOf(id: string): ChasedKind {
  const kind = chasedKinds.find((one) => one.has(id));
  if (!kind) throw new Error(`Nobody is reminded of ${id}`);
  return kind;
}
