import type { Table } from '../../shared/table/table.ts';
import { onActivated, onEngagement } from './on-engagement.ts';
import { onJobOver, onPublished, onSeries } from './on-event.ts';

type React = (table: Table, id: string) => Promise<void>;

const reactions: Readonly<Record<string, React>> = {
  'series.begun': onSeries,
  'series.updated': onSeries,
  'series.split': onSeries,
  'series.changes-set': onSeries,
  'series.resumed': onSeries,
  'job.completed': onJobOver,
  'job.cancelled': onJobOver,
  'engagement.activated': onActivated,
  'engagement.paused': onEngagement,
  'engagement.resumed': onEngagement,
  'engagement.ended': onEngagement,
  'template.published': onPublished,
};

/** What recurs follows from what happened: to a series itself, a job, an engagement or a template. */
export async function recur(table: Table, { type, pk }: { type: string; pk: string }): Promise<void> {
  await reactions[type]?.(table, pk.slice(pk.indexOf('#') + 1));
}
