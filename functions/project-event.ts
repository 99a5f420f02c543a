import type { Event } from '../shared/events/chain.ts';
import { project } from '../shared/events/project.ts';
import type { Table } from '../shared/table/table.ts';
import { timelineRows } from './audit/timeline-rows.ts';
import { readModels } from './read-models.ts';

/** What one event means for the read models. The projector and a rebuild do the same. */
export async function projectEvent(table: Table, event: Event): Promise<void> {
  const rows = timelineRows(event);
  if (rows.length > 0) await table.write(rows.map((put) => ({ put, if: 'always' })));
  for (const sk of event.on) await project(table, readModels, { pk: event.pk, sk });
}
