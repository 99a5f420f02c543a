import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import { wholeTeam } from '../../firm/store.ts';
import { loadMaking } from '../../jobs/loading.ts';
import type { Source } from '../../recurrence/occurrence.ts';
import { getSeries, seriesOfClient, seriesRecords } from '../../recurrence/store.ts';
import type { Series } from '../../recurrence/series.ts';
import type { Client } from '../../clients/client.ts';
import { hashOf } from '../draft.ts';
import { type Mark, marks } from '../mark.ts';
import type { Hired, Meant } from './services.ts';
import { holderOf, uniqueHolder } from './whom.ts';

/** By which the series of a client and a template is known again, whatever a file calls them. */
export const seriesKey = (clientId: string, templateId: string): string => hashOf(['series', clientId, templateId]);

const idOf = (holder: string | undefined): string | undefined => holder?.slice(seriesRecords.key('').pk.length);

/** A series that was edited from a day on goes on as another one. */
async function lastOf(records: Records, id: string): Promise<Stored<Series>> {
  const series = await getSeries(records, id);
  return series.followedBy === undefined ? series : lastOf(records, series.followedBy);
}

/** What an import said of the series before. */
export async function markOf(records: Records, key: string): Promise<Stored<Mark> | undefined> {
  const of = await holderOf(records, key);
  return of === undefined ? undefined : records.find(marks, { of, key });
}

/** The series that does the work already: as it was imported, of the service, or of the template alone. */
export async function seriesFor(
  records: Records,
  { id: clientId }: Client,
  { templateId, hired }: Meant,
  mark: Mark | undefined,
): Promise<Stored<Series> | undefined> {
  const marked = idOf(mark?.of);
  if (marked !== undefined) return lastOf(records, marked);
  const held = hired && idOf(await uniqueHolder(records, `series-of#${hired.engagement.id}#${hired.service.id}`));
  if (held !== undefined) return getSeries(records, held);
  const { items } = await seriesOfClient(records, clientId, { limit: 100 });
  return items.find(
    (one) =>
      one.templateId === templateId &&
      one.serviceId === undefined &&
      one.status !== 'ended' &&
      one.followedBy === undefined,
  );
}

/** What the jobs are made of, with the team that may do them. */
export async function loadCalendar(records: Records, client: Client, templateId: string, hired: Hired | undefined) {
  const of = { engagementId: hired?.engagement.id, serviceId: hired?.service.id };
  const [making, team] = await Promise.all([
    loadMaking(records, { clientId: client.id, templateId, ...of }),
    wholeTeam(records),
  ]);
  return { source: making as Source, team };
}
