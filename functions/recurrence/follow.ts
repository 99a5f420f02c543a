import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Decided } from '../../shared/events/types.ts';
import { type Engagement, statusOf } from '../engagements/engagement.ts';
import { dated, isOver, type When } from './due.ts';
import { seriesEvent } from './events.ts';
import { whenOf } from './occurrence.ts';
import type { Source } from './occurrence.ts';
import { end, pause, resume } from './running.ts';
import type { Series } from './series.ts';
import { type LoadedSeries, seriesRecords } from './store.ts';

type Followed = { type: Parameters<typeof seriesEvent>[0]; series: Series };

/** The last day on which work of an engagement that has ended was begun. */
function lastDayOf({ endsOn, endedAt }: Engagement, timeZone: string): CivilDate {
  const ended = civilDateAt(endedAt!, timeZone);
  return endsOn !== undefined && endsOn < ended ? endsOn : ended;
}

/** Periods that had begun by then are still worked: their jobs may be yet to come. */
function endWith(series: Series, lastDay: CivilDate, when: When, now: string): Followed | undefined {
  const why = { because: 'engagement', reason: 'The engagement ended' } as const;
  const cut: Series =
    series.end.kind === 'on' && series.end.date <= lastDay ? series : { ...series, end: { kind: 'on', date: lastDay } };
  if (cut.status === 'paused' || isOver(cut, when)) return { type: 'series.ended', series: end(cut, why, now) };
  return cut === series ? undefined : { type: 'series.updated', series: cut };
}

/** What becomes of a series as its engagement rests, goes on or ends; nothing where it has followed already. */
function followed(series: Series, engagement: Engagement, timeZone: string, when: When, now: string) {
  switch (statusOf(engagement)) {
    case 'ended':
      return series.status === 'ended' ? undefined : endWith(series, lastDayOf(engagement, timeZone), when, now);
    case 'paused':
      if (series.status !== 'active') return undefined;
      return { type: 'series.paused', series: pause(series, 'The engagement rests', now, 'engagement') } as const;
    case 'active':
      if (series.status !== 'paused' || series.because !== 'engagement') return undefined;
      return { type: 'series.resumed', series: resume(series, when).series } as const;
    case 'draft':
    case 'proposed':
      return undefined;
  }
}

/** A series of an engagement does as that does. */
export function follow({ series, tail }: LoadedSeries, source: Source, now: string): Decided | undefined {
  const { engagement, firm } = source;
  const when = whenOf(series, source, now);
  const after = engagement && followed(series, engagement, firm.timeZone, when, now);
  return after && seriesEvent(after.type, tail, [seriesRecords.replace(series, dated(after.series, when))]);
}
