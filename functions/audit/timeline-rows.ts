import { type Event, eventIndexes } from '../../shared/events/chain.ts';
import type { Item } from '../../shared/table/table.ts';

/**
 * An event stands in the timeline of its first client by itself; for each further one (a person who is a contact of
 * several) it gets a row that points to it. Rows never change, so writing one again does no harm.
 */
export function timelineRows({ pk, seq, id, type, at, actor, on, clientIds = [] }: Event): Item[] {
  return clientIds.slice(1).map((clientId) => {
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
  });
}
