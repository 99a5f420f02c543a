import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import type { JobPeriod } from '../recurrence/rhythm.ts';
import { type Calendars, dueDate } from '../templates/due-date.ts';
import { parseDueRule } from '../templates/due-rule.ts';

/** What a start may count from: nothing of the job itself, which is not there yet. */
export type Starting = {
  period: JobPeriod | undefined;
  deadline: () => CivilDate | undefined;
  calendars: Calendars;
};

/** No start lies farther before its period: a rule that says so speaks of something else. */
const farthest = 366;

function anchorOf(name: string, { period, deadline }: Starting): CivilDate | undefined {
  switch (name) {
    case 'period.start':
      return period?.start;
    case 'period.end':
      return period?.end;
    case 'payDate':
      return period?.payDate;
    case 'deadline':
      return deadline();
    default:
      return undefined;
  }
}

/**
 * When a job starts by its template; undefined where that counts from something other than its period and its deadline,
 * as from the day on which it is begun.
 */
export function startByRule(rule: string, starting: Starting): CivilDate | undefined {
  const anchor = (name: string) => {
    const on = anchorOf(name, starting);
    return on === undefined ? undefined : { on, says: name };
  };
  const due = dueDate(parseDueRule(rule), anchor, starting.calendars);
  if ('waitsFor' in due) return undefined;
  const { period } = starting;
  return period && due.on < addDays(period.start, -farthest) ? undefined : due.on;
}
