import { bankDays, legalDays, workingDays, WorkingDays } from '../../../shared/dates/calendars.ts';
import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import { type Calendars, dueDate } from '../../../functions/templates/due-date.ts';
import { parseDueRule } from '../../../functions/templates/due-rule.ts';

export const firmOf = (settings: object): Calendars => ({
  firm: workingDays(WorkingDays.parse(settings)),
  legal: legalDays,
  bank: bankDays,
});
/** Larkfield & Rowe: federal except Columbus and Veterans Day, the day after Thanksgiving and December 24. */
export const larkfield = firmOf({
  national: 'us-federal',
  without: ['columbus-day', 'veterans-day'],
  own: [
    {
      kind: 'weekday',
      key: 'after-thanksgiving',
      name: 'Day after Thanksgiving',
      month: 11,
      weekday: 4,
      nth: 4,
      plus: 1,
    },
    { kind: 'fixed', key: 'christmas-eve', name: 'Christmas Eve', month: 12, day: 24 },
  ],
});
export const countries = {
  'us-federal': firmOf({ national: 'us-federal' }),
  'gb-england-wales': firmOf({ national: 'gb-england-wales' }),
  'de-nationwide': firmOf({ national: 'de-nationwide' }),
};

export function due(text: string, from: CivilDate, calendars = larkfield) {
  const found = dueDate(parseDueRule(text), () => ({ on: from, says: 'From' }), calendars);
  if ('waitsFor' in found) throw new Error(`waits for ${found.waitsFor}`);
  return found;
}
export const on = (...given: Parameters<typeof due>) => due(...given).on;
