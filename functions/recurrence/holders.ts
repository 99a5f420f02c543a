import type { Holding, Receiver } from '../../shared/table/entity.ts';
import type { SeriesRecord } from './series.ts';

/** Who is to do the jobs of one client, other than the template says, in a series that is not over. */
export const holders = ({ status, changes }: SeriesRecord): Holding[] =>
  status === 'ended' ? [] : Object.entries(changes?.people ?? {}).map(([part, memberId]) => ({ memberId, part }));

export function handOver(series: SeriesRecord, from: string, to: Receiver): SeriesRecord {
  const { people } = series.changes ?? {};
  if (!people) return series;
  const given = Object.entries(people).map(([part, who]) => [part, who === from ? (to(part) ?? from) : who]);
  return { ...series, changes: { ...series.changes, people: Object.fromEntries(given) } };
}
