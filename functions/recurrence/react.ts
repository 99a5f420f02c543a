import type { Table } from '../../shared/table/table.ts';
import { onAgreed, onFirm } from './on-agreed.ts';
import { onActivated, onEngagement, onServiceChanged } from './on-engagement.ts';
import { onJobOver, onPublished, onSeries } from './on-event.ts';

type React = (table: Table, id: string) => Promise<void>;

async function onBegun(table: Table, engagementId: string): Promise<void> {
  await onActivated(table, engagementId);
  await onAgreed(table, engagementId);
}

const reactions: Readonly<Record<string, React>> = {
  'series.begun': onSeries,
  'series.updated': onSeries,
  'series.split': onSeries,
  'series.changes-set': onSeries,
  'series.resumed': onSeries,
  'job.completed': onJobOver,
  'job.cancelled': onJobOver,
  'engagement.activated': onBegun,
  'engagement.agreed': onBegun,
  'engagement.updated': onAgreed,
  'engagement.service-changed': onServiceChanged,
  'engagement.paused': onEngagement,
  'engagement.resumed': onEngagement,
  'engagement.ended': onEngagement,
  'template.published': onPublished,
  'firm.updated': onFirm,
};

/** What recurs follows from what happened: to a series itself, a job, an engagement or a template. */
export async function recur(table: Table, { type, pk }: { type: string; pk: string }): Promise<void> {
  await reactions[type]?.(table, pk.slice(pk.indexOf('#') + 1));
}
