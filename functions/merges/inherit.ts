import { clientEventsKey, type Event, eventKey } from '../../shared/events/chain.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { inheritedRow } from '../audit/timeline-rows.ts';

/** Gives a client the timeline of one that was merged into it. Rows never change, so doing it again does no harm. */
export async function inheritTimeline(table: Table, from: string, into: string): Promise<number> {
  let events = 0;
  let last: Item | undefined;
  do {
    const page = await table.query({ index: 'byClientEvents', pk: clientEventsKey(from), limit: 50, from: last });
    const found = await table.getMany(page.items.map(({ pk, seq }) => eventKey(pk, seq as number)));
    const rows = found.flatMap((event) => inheritedRow(event as Event, into) ?? []);
    if (rows.length > 0) await table.write(rows.map((put) => ({ put, if: 'always' })));
    events += rows.length;
    last = page.last;
  } while (last);
  return events;
}
