import { Cron } from 'croner';

/** The first time after `after` at which the schedule runs; undefined when there is none. */
export type NextRun = (after: number) => number | undefined;

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads an expression of EventBridge Scheduler. A rate counts from `anchor`. A time that daylight saving skips is
 * skipped, and one that comes twice runs once.
 */
export function readExpression(expression: string, timeZone: string, anchor: number): NextRun {
  const [, kind, content = ''] = /^(cron|rate|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'cron') return readCron(content, timeZone);
  if (kind === 'rate') return readRate(content, anchor);
  if (kind === 'at') return readAt(content, timeZone);
  throw new Error(`The schedule must be cron(...), rate(...) or at(...), not ${expression}`);
}

function readRate(content: string, anchor: number): NextRun {
  const [, count = '', unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(content.trim()) ?? [];
  if (!unit)
    throw new Error(`A rate is a whole number of minutes, hours or days, as in rate(5 minutes), not ${content}`);
  const step = Number(count) * units[unit as keyof typeof units];
  return (after) => anchor + (Math.max(0, Math.floor((after - anchor) / step)) + 1) * step;
}

function readAt(content: string, timeZone: string): NextRun {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content))
    throw new Error(`A single run is at(yyyy-mm-ddThh:mm:ss), without a zone, not ${content}`);
  const cron = new Cron(content, { timezone: timeZone, paused: true });
  return (after) => cron.nextRun(new Date(after))?.getTime();
}

function readCron(content: string, timeZone: string): NextRun {
  const fields = content.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek = ''] = fields;
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?'))
    throw new Error(`A cron has six fields, and ? in just one of day-of-month and day-of-week, unlike ${content}`);
  checkDaysOfWeek(dayOfWeek);
  const cron = new Cron(`0 ${fields.join(' ')}`, {
    timezone: timeZone,
    paused: true,
    mode: '7-part',
    alternativeWeekdays: true,
    domAndDow: true,
    sloppyRanges: true,
  });
  return (after) => {
    let run: Date | null = new Date(after);
    // croner moves a time in the gap of spring to the hour after it; EventBridge leaves it out.
    do run = cron.nextRun(run);
    while (run && !cron.match(run));
    return run?.getTime();
  };
}

// croner takes 0 and 8 for Sunday too.
function checkDaysOfWeek(field: string): void {
  const days = field.replaceAll(/[#/]\d+/g, '').match(/\d+/g) ?? [];
  if (days.some((day) => Number(day) < 1 || Number(day) > 7))
    throw new Error(`The days of the week are 1-7, 1 being Sunday, or SUN-SAT, not ${field}`);
}
