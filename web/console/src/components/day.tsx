import { civilDate, fullDate, fullTime, sayDate, sayTime } from '../lib/dates.ts';
import { useMe, useToday } from '../lib/me.ts';

/** A civil date or an instant, as people say it at the firm; in full for who hovers. */
export function Day({ of, withTime = false }: { of: string; withTime?: boolean }) {
  const { timeZone } = useMe().firm;
  const today = useToday();
  const isInstant = of.includes('T');
  const date = isInstant ? civilDate(of, timeZone) : of;
  return (
    <time dateTime={of} title={isInstant ? fullTime(of, timeZone) : fullDate(date)}>
      {sayDate(date, today)}
      {withTime && isInstant && `, ${sayTime(of, timeZone)}`}
    </time>
  );
}
