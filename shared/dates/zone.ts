import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { addDays, type CivilDate } from './civil-date.ts';

/**
 * An IANA zone as its database spells it. Fixed offsets are refused, and so are the bare abbreviations it still
 * carries: `EST` never changes to summer time, which is not what a firm in New York means by it.
 */
export const TimeZone = z
  .string()
  .refine(isZone, 'must be an IANA time zone such as America/Denver, or UTC')
  .meta({ id: 'TimeZone', examples: ['America/Denver'] });
export type TimeZone = z.infer<typeof TimeZone>;

export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day such as 09:00');

/** The date on the wall in the zone at an ISO 8601 instant. */
export const civilDateAt = (instant: string, zone: TimeZone): CivilDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** `HH:MM` on the wall in the zone at an instant. */
export const wallTimeAt = (instant: string, zone: TimeZone): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

/**
 * A civil day as instants: from `start` up to, not including, `end`. 23 or 25 hours long when the clocks change, and
 * it starts at 01:00 where they skip midnight.
 */
export const instantsOf = (date: CivilDate, zone: TimeZone): { start: string; end: string } => ({
  start: startOfDay(date, zone),
  end: startOfDay(addDays(date, 1), zone),
});

/** The instant of `HH:MM` on a day; a time the clocks skip is as much later, one they repeat is the earlier. */
export const instantAt = (date: CivilDate, time: string, zone: TimeZone): string =>
  iso(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }));

const startOfDay = (date: CivilDate, zone: TimeZone): string =>
  iso(Temporal.PlainDate.from(date).toZonedDateTime(zone));

// Always with milliseconds, as Date writes it: instants sort as text only when all are equally long.
const iso = (at: Temporal.ZonedDateTime): string => at.toInstant().toString({ fractionalSecondDigits: 3 });

function isZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Z][A-Za-z_]+\//.test(name)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId === name;
  } catch {
    return false;
  }
}
