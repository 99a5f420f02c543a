import { instant } from '../../shared/clock.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { engagements } from '../engagements/store.ts';
import { firmOf } from '../jobs/acting.ts';
import { covers } from '../jobs/without-letter.ts';
import { onAllWaiting, onWaitingOf } from './on-engagement.ts';
import { onSeries } from './on-event.ts';
import { seriesOfEngagement, seriesRecords, toLookAt } from './store.ts';

const patience = 15_000;

/** A letter is signed: what waits for it, of this engagement or of none, is made now. */
export async function onAgreed(table: Table, engagementId: string): Promise<void> {
  const records = systemRecords(table);
  const engagement = await records.find(engagements, engagementId);
  if (!engagement || !covers(engagement)) return;
  const { id, clientId } = engagement;
  const all = await Promise.all(['', id].map((of) => seriesOfEngagement(records, { id: of, clientId })));
  for (const series of all.flat()) if (series.heldSince !== undefined) await onSeries(table, series.id);
  await onWaitingOf(table, engagement);
}

/** The firm may begin work without a letter now: what waits for one is looked at again, as far as time allows; the rest next morning. */
export async function onFirm(table: Table): Promise<void> {
  const records = systemRecords(table);
  const firm = await firmOf(records);
  if (firm.letterRule === 'stop') return;
  const today = civilDateAt(instant(), firm.timeZone);
  const until = performance.now() + patience;
  let from: Item | undefined;
  do {
    const page = await toLookAt(table, today, 100, from);
    const found = await records.getMany(seriesRecords, page.ids);
    for (const { id, heldSince } of found) if (heldSince !== undefined) await onSeries(table, id);
    from = page.last;
  } while (from && performance.now() < until);
  await onAllWaiting(table, until);
}
