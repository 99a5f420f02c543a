import type { Stored } from '../../../shared/table/entity.ts';
import { datingOf } from '../../jobs/acting.ts';
import { checkNext } from '../../recurrence/beginning.ts';
import { dated } from '../../recurrence/due.ts';
import { edit } from '../../recurrence/edit.ts';
import { seriesEvent } from '../../recurrence/events.ts';
import { type Source, whenOf } from '../../recurrence/occurrence.ts';
import type { Series } from '../../recurrence/series.ts';
import { seriesRecords } from '../../recurrence/store.ts';
import { importEvent } from '../events.ts';
import { marks } from '../mark.ts';
import type { Change } from '../merge.ts';
import { beatOf } from './beat.ts';
import { standing } from './calendar-changes.ts';
import { sourceWith } from './calendar-new.ts';
import { anew, calendar, type Calendared, rhythmOf } from './calendar-row.ts';
import type { Agreed } from './calendar-service.ts';
import { checkNamed, datesOf, engagementWrite } from './calendar-write.ts';
import { type From, markedBy, type WorkPlan } from './row-plan.ts';

type Edited = { after: Series; told: Change[]; type: 'series.updated' | 'series.changes-set' | undefined };

/** The series as the row has it: how often, where it is other than its template, and of which service. */
function edited(one: Calendared, series: Stored<Series>, hired: Agreed, source: Source, now: string): Edited {
  const said = anew(one);
  const isOther = said.beat !== undefined && said.beat !== beatOf(series.rhythm);
  const rhythm = isOther ? rhythmOf(one, said) : series.rhythm;
  const { changes, told } = standing(one, rhythm, said);
  const isNewlyOf = series.serviceId === undefined;
  const { changes: _, ...rest } = series;
  const of = { engagementId: hired.engagement.id, serviceId: hired.service.id };
  const standingNow = { ...rest, ...(changes && { changes }), ...(isNewlyOf && of) } as Series;
  const all: Change[] = [
    ...(isOther ? [{ field: 'frequency', from: beatOf(series.rhythm), to: said.beat }] : []),
    ...told,
  ];
  if (all.length === 0 && !isNewlyOf) return { after: series, told: [], type: undefined };
  const after = isOther ? edit(standingNow, { rhythm }, datingOf(source.firm, now).today) : standingNow;
  return {
    after: dated(after, whenOf(after, source, now)),
    told: all,
    type: isOther || isNewlyOf ? 'series.updated' : 'series.changes-set',
  };
}

/** A series that does the work already, brought up to what the row says anew. */
export async function changeSeries(
  one: Calendared,
  series: Stored<Series>,
  hired: Agreed,
  from: From,
): Promise<WorkPlan> {
  const { draft, client, cells, mark, key } = one;
  const { records, now, newId } = from;
  const source = sourceWith(one.source, hired);
  const { after, told, type } = edited(one, series, hired, source, now);
  if (type) checkNext(after, source, { now, newId });
  const changes = [...hired.changes.filter(({ field }) => !(type && field === 'frequency')), ...told];
  const named = [...(cells.who === undefined ? [] : [cells.who]), ...Object.values(after.changes?.people ?? {})];
  const provided = changes.length > 0 ? await checkNamed(records, named, client.id) : [];
  const { pk } = seriesRecords.key(series.id);
  const bases = markedBy(draft, calendar, mark);
  const marked = mark
    ? marks.replace(mark, { ...mark, bases })
    : marks.create({ of: pk, key, bases, clientIds: [client.id] });
  const ofMark = mark?.of ?? pk;
  const write = seriesRecords.replace(series, after);
  const tail = await records.tail(pk);
  const { dates, notes } = datesOf(after, source, from);
  const isHere = ofMark === pk;
  return {
    action: changes.length > 0 ? 'update' : 'unchanged',
    why: whyOf(mark !== undefined, changes.length > 0),
    clientId: client.id,
    key,
    about: { seriesId: series.id },
    changes,
    notes: [...cells.notes, ...notes],
    dates,
    write: [
      ...(await engagementWrite(hired, provided, from)),
      type
        ? seriesEvent(type, tail, [write, ...(isHere ? [marked] : [])], { provided })
        : importEvent('series.matched', tail, [write, ...(isHere ? [marked] : [])]),
      ...(isHere ? [] : [importEvent('series.matched', await records.tail(ofMark), [marked])]),
    ],
  };
}

function whyOf(isMarked: boolean, isChange: boolean): string {
  if (isMarked) return isChange ? 'The file says something else than the last time' : 'Everything is here already';
  return isChange ? 'The work recurs already, otherwise than the row says' : 'The work recurs already, just so';
}
