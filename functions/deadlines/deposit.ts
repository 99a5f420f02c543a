import { addBusinessDays, type Calendar } from '../../shared/dates/calendar.ts';
import { addDays, type CivilDate, dayOfMonth, weekday } from '../../shared/dates/civil-date.ts';
import { inFull, passedOver } from '../../shared/dates/in-words.ts';
import type { Facts } from './facts.ts';

type Reached = { unrolled: CivilDate; explain: string[] };

/** Business days that a semi-weekly depositor has at least. */
const daysToDeposit = 3;

/**
 * When the taxes of a payday are to be deposited. Of a payday from Wednesday to Friday by the Wednesday after, of one
 * from Saturday to Tuesday by the Friday after; each holiday among those weekdays gives a day more (IRS Publication 15).
 */
export function depositDate(facts: Facts, on: Calendar): Reached | { waitsFor: keyof Facts } {
  const { payDate, depositSchedule } = facts;
  if (payDate === undefined) return { waitsFor: 'payDate' };
  const paid = `Pay date ${inFull(payDate)}`;
  if (facts.reachesNextDay) {
    const unrolled = addBusinessDays(on, payDate, 1);
    const next = `$100,000 or more is owed, so the next business day: ${inFull(unrolled)}`;
    return { unrolled, explain: [paid, next, ...passedOver(on, payDate, unrolled)] };
  }
  switch (depositSchedule) {
    case undefined:
      return { waitsFor: 'depositSchedule' };
    case 'monthly': {
      const unrolled = dayOfMonth(payDate, 1, 15);
      return { unrolled, explain: [paid, `the 15th of the month after: ${inFull(unrolled)}`] };
    }
    case 'semi-weekly': {
      const day = weekday(payDate);
      const isLate = day >= 3 && day <= 5;
      const closes = addDays(payDate, ((isLate ? 5 : 2) - day + 7) % 7);
      const unrolled = addBusinessDays(on, closes, daysToDeposit);
      const [days, by] = isLate ? ['Wednesday to Friday', 'Wednesday'] : ['Saturday to Tuesday', 'Friday'];
      const rule = `paid from ${days}, so by the ${by} after, a day later for each holiday between: ${inFull(unrolled)}`;
      return { unrolled, explain: [paid, rule, ...passedOver(on, closes, unrolled)] };
    }
  }
}
