import { broken } from '../../../shared/errors.ts';
import { start } from '../../../shared/events/chain.ts';
import type { Records } from '../../../shared/table/records.ts';
import { datingOf } from '../../jobs/acting.ts';
import { begun, checkNext, hasJob } from '../../recurrence/beginning.ts';
import { type Changes } from '../../recurrence/changes.ts';
import { checkDay } from '../../recurrence/check.ts';
import { seriesEvent } from '../../recurrence/events.ts';
import type { Source } from '../../recurrence/occurrence.ts';
import { firstPeriod, type JobPeriod, periodAfter, type Rhythm } from '../../recurrence/rhythm.ts';
import { NewSeries } from '../../recurrence/series.ts';
import { seriesRecords } from '../../recurrence/store.ts';
import { marks } from '../mark.ts';
import type { Change } from '../merge.ts';
import { standing } from './calendar-changes.ts';
import { calendar, type Calendared, rhythmOf } from './calendar-row.ts';
import type { Agreed } from './calendar-service.ts';
import { checkNamed, datesOf, engagementWrite } from './calendar-write.ts';
import { beatOf } from './beat.ts';
import { type From, markedBy, type WorkPlan } from './row-plan.ts';

/** Farther than that nobody has made jobs ahead. */
const mostAhead = 24;

/** The first period that has no job of the template yet: what was begun by hand is left to that. */
async function freeFrom(records: Records, source: Source, first: JobPeriod, rhythm: Rhythm) {
  let period = first;
  for (let n = 0; n < mostAhead && (await hasJob(records, source, period)); n++) period = periodAfter(rhythm, period);
  return period;
}

/** The service as it is agreed now is what the jobs will be made of. */
export const sourceWith = (source: Source, { engagement, service }: Agreed): Source => ({
  ...source,
  engagement: { version: 0, ...engagement },
  service,
  services: [...new Set([...source.services, service.code])],
});

/** The series of a row that has none yet, with whatever of its service is missing. */
export async function beginSeries(one: Calendared, hired: Agreed, from: From): Promise<WorkPlan> {
  const { draft, client, cells, mark, key, meant } = one;
  const { records, now, newId } = from;
  if (mark) throw broken('Its series is not there any more; begin one by hand');
  const rhythm = rhythmOf(one, cells);
  const source = sourceWith(one.source, hired);
  const { today } = datingOf(source.firm, now);
  checkDay(cells.start, 'start', today);
  const asked = firstPeriod(rhythm, cells.start ?? today);
  const first = await freeFrom(records, source, asked, rhythm);
  const { changes, told } = standing(one, rhythm, cells);
  const input = NewSeries.parse({
    templateId: meant.templateId,
    engagementId: hired.engagement.id,
    serviceId: hired.service.id,
    rhythm,
    end: { kind: 'engagement' },
    first: first.start,
    ...(changes && { changes }),
  });
  const beginning = { source, templateId: meant.templateId, rhythm, first: first.start, hasJob: false };
  const series = begun(input, beginning, { id: newId('series'), now });
  checkNext(series, source, { now, newId });
  const named = [...(cells.who === undefined ? [] : [cells.who]), ...Object.values((changes as Changes)?.people ?? {})];
  const provided = await checkNamed(records, named, client.id);
  const write = seriesRecords.create(series);
  const { pk } = write.item;
  const marked = marks.create({ of: pk, key, bases: markedBy(draft, calendar, undefined), clientIds: [client.id] });
  const { dates, notes } = datesOf(series, source, from);
  const late =
    first.start === asked.start ? [] : [`There is a job for ${asked.label} already: it begins with ${first.label}`];
  return {
    action: 'create',
    clientId: client.id,
    key,
    about: { seriesId: series.id },
    changes: [...hired.changes, { field: 'series', to: beatOf(rhythm) ?? rhythm.kind } satisfies Change, ...told],
    notes: [...cells.notes, ...late, ...notes],
    dates,
    write: [
      ...(await engagementWrite(hired, provided, from)),
      seriesEvent('series.begun', start(pk), [write, marked], { provided }),
    ],
  };
}
