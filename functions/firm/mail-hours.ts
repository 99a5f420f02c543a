import * as z from 'zod';
import { type Calendar, isBusinessDay, roll } from '../../shared/dates/calendar.ts';
import { addDays } from '../../shared/dates/civil-date.ts';
import { civilDateAt, instantAt, instantsOf, type TimeZone, WallTime } from '../../shared/dates/zone.ts';

const endOfDay = '24:00';

/** When mail that the firm writes by itself goes out to clients, on days on which the firm works. */
export const MailHours = z
  .strictObject({
    from: WallTime,
    /** The first minute in which nothing leaves any more; `24:00` is the end of the day. */
    to: z.union([WallTime, z.literal(endOfDay)], 'A time of day such as 17:00, or 24:00'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Must be later than from' })
  .meta({ id: 'MailHours' });
export type MailHours = z.output<typeof MailHours>;

export const usualMailHours: MailHours = { from: '09:00', to: '17:00' };

/** The hours with the days and the place in which they are meant. */
export type Sending = { mailHours: MailHours; calendar: Calendar<'working-days'>; timeZone: TimeZone };

/** When the firm's own mail to clients may next leave; nothing where it may now. */
export function mailWaitsUntil({ mailHours: { from, to }, calendar, timeZone }: Sending, now: string) {
  const today = civilDateAt(now, timeZone);
  if (isBusinessDay(calendar, today)) {
    const opens = instantAt(today, from, timeZone);
    if (now < opens) return opens;
    const closes = to === endOfDay ? instantsOf(today, timeZone).end : instantAt(today, to, timeZone);
    if (now < closes) return undefined;
  }
  return instantAt(roll(calendar, addDays(today, 1), 'following'), from, timeZone);
}
