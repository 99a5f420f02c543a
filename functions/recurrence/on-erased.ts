import { instant } from '../../shared/clock.ts';
import type { Event } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { eachOfErased } from '../clients/of-erased.ts';
import { blank } from './erasing.ts';
import { seriesEvent } from './events.ts';
import { loadSeries, seriesRecords } from './store.ts';

/** In the name of who erased its client; what its events tell goes when theirs of the erasure is told. */
async function eraseOne(table: Table, id: string, { actor, requestId }: Event): Promise<void> {
  const eventId = newId('event');
  await again(async () => {
    const { series, tail } = await loadSeries(systemRecords(table), id);
    if (series.erasedAt !== undefined) return;
    const at = instant();
    const writes = [seriesRecords.erase(series, blank(series, at))];
    const decided = seriesEvent('series.erased', tail, writes, { erases: tail.seq });
    await write(table, [decided], { actor, at, requestId, eventIds: () => eventId });
  });
}

/** What recurred for an erased client ends, and says no more how it differed from its template. */
export const eraseSeries = (table: Table, key: Key): Promise<void> =>
  eachOfErased(table, key, 'SERIES#', (item, event) => eraseOne(table, seriesRecords.read(item).id, event));
