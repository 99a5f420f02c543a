import { broken } from '../../../shared/errors.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { usualRhythm } from '../../recurrence/beginning.ts';
import type { Source } from '../../recurrence/occurrence.ts';
import type { Series } from '../../recurrence/series.ts';
import type { Mark } from '../mark.ts';
import { frequencyOf, rhythmFor } from './beat.ts';
import type { CalendarCells } from './calendar-cells.ts';
import type { WorkDraft } from './draft.ts';
import { isAnew } from './row-plan.ts';
import type { Meant } from './services.ts';

export const calendar = 'close-calendar';

/** Everything that a row meets, with what its cells mean. */
export type Calendared = {
  draft: WorkDraft;
  client: Stored<Client>;
  meant: Meant;
  here: readonly Stored<Engagement>[];
  source: Source;
  cells: CalendarCells;
  series: Stored<Series> | undefined;
  mark: Stored<Mark> | undefined;
  key: string;
};

/** What a row says anew; all of it where it was never imported, or has no series yet. */
export function anew({ draft, cells, series, mark }: Calendared): CalendarCells {
  if (!series) return cells;
  const is = (field: string) => isAnew(draft, mark, calendar, field);
  return {
    beat: is('frequency') ? cells.beat : undefined,
    start: undefined,
    who: is('who') ? cells.who : undefined,
    people: cells.people,
    budgetMinutes: is('budget') ? cells.budgetMinutes : undefined,
    fee: is('fee') ? cells.fee : undefined,
    notes: cells.notes,
  };
}

/** The rhythm that the row asks for, by the service as it would be. */
export function rhythmOf({ source, client, draft }: Calendared, { beat, start }: CalendarCells) {
  const frequency = beat === undefined ? source.service?.frequency : frequencyOf(beat);
  const firstPeriod = start ?? source.service?.firstPeriod;
  const usual = usualRhythm({ ...source, service: frequency && { frequency, firstPeriod } });
  if (beat !== undefined) return rhythmFor(beat, { usual, from: firstPeriod, yearEnd: client.yearEnd });
  if (usual) return usual;
  throw broken(
    `How often ${draft.said.service} is done does not follow from its template: say it in a column of frequency`,
  );
}
