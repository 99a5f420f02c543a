import { roll } from '../../../shared/dates/calendar.ts';
import { addDays, type CivilDate } from '../../../shared/dates/civil-date.ts';
import { instantAt, type TimeZone } from '../../../shared/dates/zone.ts';
import { dayOf, type Ready, stepsForHour } from './ready.ts';
import { daysOf, type Reminding, remindersOf } from './reminding.ts';

/** When a day begins for a workflow: before the morning's mail is written. */
const morning = '07:00';
const least = 60;
const longestDays = 30;

/** The days on which something of a job comes to pass without anyone doing anything. */
function daysAhead(all: Ready): CivilDate[] {
  const { job, tasks, schedule, dating } = all;
  if (job.startOn > dating.today) return [job.startOn];
  const { firm } = dating.calendars;
  const open = tasks.filter(({ id }) => {
    const status = schedule.lines[id]?.status;
    return status !== undefined && status !== 'done' && status !== 'skipped';
  });
  const ofSteps = open.flatMap((task) => (task.auto ? (dayOf(all, task) ?? []) : []));
  const ofDues = open.flatMap(({ id }) => {
    const { due } = schedule.lines[id]!;
    return due === undefined ? [] : [due, ...daysOf(firm, due).map((day) => roll(firm, day, 'following'))];
  });
  return [...ofSteps, ...ofDues].filter((day) => day > dating.today);
}

/** The next day of business, where someone would be reminded then of how things are now. */
function nextReminders(reminding: Reminding): CivilDate[] {
  const { dating } = reminding;
  const today = roll(dating.calendars.firm, addDays(dating.today, 1), 'following');
  return remindersOf({ ...reminding, dating: { ...dating, today } }).reminders.length > 0 ? [today] : [];
}

/** When mail that is due may leave. */
const nextSending = (all: Ready): string[] =>
  all.mailWaitsUntil !== undefined && stepsForHour(all).length > 0 ? [all.mailWaitsUntil] : [];

/** In how many seconds a job's workflow looks at it again though nothing has happened in it. */
export function wakeIn(all: Ready, reminding: Reminding, now: string, zone: TimeZone): number {
  const { today } = all.dating;
  const [first = ''] = [...daysAhead(all), ...nextReminders(reminding)].toSorted();
  const limit = addDays(today, longestDays);
  const day = first !== '' && first < limit ? first : limit;
  const [next = ''] = [instantAt(day, morning, zone), ...nextSending(all)].toSorted();
  const seconds = Math.ceil((Date.parse(next) - Date.parse(now)) / 1000);
  return Math.max(least, seconds);
}
