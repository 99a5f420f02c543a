import { type Event, eventIndexes } from '../../shared/events/chain.ts';
import type { Item } from '../../shared/table/table.ts';

/**
 * An event stands in the timeline of its first client by itself; for each further one (a person who is a contact of
 * several) it gets a row that points to it. Rows never change, so writing one again does no harm.
 */
export const timelineRows = (event: Event): Item[] =>
  (event.clientIds ?? []).slice(1).map((clientId) => rowFor(event, clientId));

function rowFor({ pk, seq, id, type, at, actor, on }: Event, clientId: string): Item {
  const { byClientEventsPk, byClientEventsSk } = eventIndexes(at, id, clientId);
  return {
    pk,
    sk: `~SEEN#${String(seq).padStart(10, '0')}#${clientId}`,
    entity: 'timeline',
    type,
    at,
    actor,
    on,
    seq,
    clientIds: [clientId],
    byClientEventsPk: byClientEventsPk!,
    byClientEventsSk: byClientEventsSk!,
  };
}

/**
 * The row by which an event stands in the timeline of a client into which one of its own was merged; none where it
 * stands there already.
 */
export function inheritedRow(event: Event, heir: string): Item | undefined {
  const own = event.clientIds ?? (event.clientId === undefined ? [] : [event.clientId]);
  return own.includes(heir) ? undefined : rowFor(event, heir);
}
