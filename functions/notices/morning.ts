import { type Calendar, isBusinessDay } from '../../shared/dates/calendar.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt, instantAt } from '../../shared/dates/zone.ts';
import type { DueRow } from '../jobs/due-row.ts';
import type { Absence } from '../firm/absence.ts';
import type { Firm } from '../firm/firm.ts';
import { type Choices, isMailed, settingsOf } from './choices.ts';
import { isRead, type Notice } from './notice.ts';

type Person = { choices: Choices | undefined; absences: readonly Pick<Absence, 'from' | 'to' | 'minutes'>[] };

/** A schedule that comes late is made up for, but a morning mail in the evening is none. */
const latest = 6 * 3_600_000;

/** Whether it is someone's morning: a working day, on which they are there, from the time on that they chose. */
export function isMorningOf(
  { choices, absences }: Person,
  firm: Pick<Firm, 'timeZone'>,
  workingDays: Calendar<'working-days'>,
  now: string,
): boolean {
  const { isOn, at } = settingsOf(choices).morning;
  const today = civilDateAt(now, firm.timeZone);
  const late = Date.parse(now) - Date.parse(instantAt(today, at, firm.timeZone));
  const isAway = absences.some(({ from, to, minutes }) => minutes === undefined && from <= today && today <= to);
  return isOn && late >= 0 && late < latest && isBusinessDay(workingDays, today) && !isAway;
}

export type Morning = {
  today: CivilDate;
  overdue: readonly DueRow[];
  dueToday: readonly DueRow[];
  upNext: readonly DueRow[];
  news: readonly Notice[];
};

/** What someone is told this morning, by what is due for them and what they were told since the last mail and have not read. */
export function morningOf(
  {
    due,
    notices,
    choices,
    readUntil,
  }: { due: readonly DueRow[]; notices: readonly Notice[]; choices: Choices | undefined; readUntil: string },
  { today, since, until }: { today: CivilDate; since: string; until: string },
): Morning {
  const isNews = ({ madeAt }: Notice) => madeAt > since && madeAt <= until;
  return {
    today,
    overdue: due.filter((row) => row.due < today),
    dueToday: due.filter((row) => row.due === today),
    upNext: due.filter((row) => row.due > today && row.isUpNext),
    news: notices.filter((one) => isNews(one) && !isRead(one, readUntil) && isMailed(choices, one.kind)),
  };
}

export const isNothing = ({ overdue, dueToday, upNext, news }: Morning): boolean =>
  overdue.length + dueToday.length + upNext.length + news.length === 0;
