import type { Call, Reply, Sent } from '../call.ts';
import type { Place } from '../place.ts';

/** One call that each route answers, and what has to be so before: by method and path. */
export type KnownCalls = Readonly<
  Record<string, { sent?: Sent | ((place: Place) => Sent); first?: (call: Call, place: Place) => Promise<Reply> }>
>;
