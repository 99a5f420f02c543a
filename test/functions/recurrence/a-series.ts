import { plan, type When } from '../../../functions/recurrence/due.ts';
import type { Rhythm } from '../../../functions/recurrence/rhythm.ts';
import { type ActiveSeries, begin, created, NewSeries } from '../../../functions/recurrence/series.ts';
import { workingDays, WorkingDays } from '../../../shared/dates/calendars.ts';
import { addDays, type CivilDate } from '../../../shared/dates/civil-date.ts';

const ulid = (n: number) => String(n).padStart(26, '0');
export const seriesId = (n = 1) => `ser_${ulid(n)}`;
export const clientId = `cli_${ulid(1)}`;
export const templateId = `tpl_${ulid(1)}`;
export const engagementId = `eng_${ulid(1)}`;

export const federal = workingDays(WorkingDays.parse({ national: 'us-federal' }));

export const aSeries = (
  input: Partial<NewSeries> & { rhythm: Rhythm },
  today: CivilDate = '2026-03-10',
): ActiveSeries => {
  const given = { templateId, ...NewSeries.parse(input), rhythm: input.rhythm };
  return begin(given, clientId, seriesId(), today);
};

/** By a template whose jobs start on the day after the period. */
export const on = (today: CivilDate, more: Partial<When> = {}): When => ({
  today,
  startOf: ({ end }) => addDays(end, 1),
  workingDays: federal,
  ...more,
});

/** One run of the schedule, all of it: what was created, and the series afterwards. */
export function run(series: ActiveSeries, when: When): { series: ActiveSeries; keys: string[] } {
  const keys: string[] = [];
  let after = series;
  for (let { create } = plan(after, when); create.length > 0; { create } = plan(after, when))
    for (const period of create) {
      keys.push(period.key);
      after = created(after, period);
    }
  return { series: after, keys };
}

/** The schedule on each of these days. */
export function runs(series: ActiveSeries, days: readonly CivilDate[], more: Partial<When> = {}) {
  let after = series;
  const keys: string[] = [];
  for (const day of days) {
    const one = run(after, on(day, more));
    after = one.series;
    keys.push(...one.keys);
  }
  return { series: after, keys };
}

export const daysFrom = (date: CivilDate, n: number): CivilDate[] =>
  Array.from({ length: n }, (_, day) => addDays(date, day));
