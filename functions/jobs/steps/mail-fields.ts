import { addDays } from '../../../shared/dates/civil-date.ts';
import { fieldNames } from '../../mail-templates/fields.ts';
import type { Fields } from '../../templates/pattern-value.ts';
import { rhythmOf } from '../../recurrence/rhythm-of.ts';
import { neighbourBy } from '../making.ts';
import type { Job } from '../job.ts';
import { spanOf } from '../words.ts';

const known = new Set(fieldNames);

/** How the time of a period is divided, as its key shows: `2026-03`, `2026-Q1`. */
function divisionOf(key: string): 'month' | 'quarter' | 'half-year' | 'calendar-year' | undefined {
  if (/^\d{4}-\d\d$/.test(key)) return 'month';
  if (/^\d{4}-Q\d$/.test(key)) return 'quarter';
  if (/^\d{4}-H\d$/.test(key)) return 'half-year';
  return /^\d{4}$/.test(key) ? 'calendar-year' : undefined;
}

const day = (name: string, on: string | undefined): Fields => (on === undefined ? {} : { [name]: { on } });

/** Until when on its last day, and until which day before the deadline, what a client sends still does for it. */
function cutoffsOf({ deadline, settings = {} }: Job): Fields {
  const { cutoffTime, docsCutoffDays: days } = settings;
  const isInReason = typeof days === 'number' && Number.isInteger(days) && days >= 0 && days <= 366;
  return {
    ...(typeof cutoffTime === 'string' && { 'cutoff.time': cutoffTime }),
    ...(deadline && isInReason && day('docsCutoff', addDays(deadline.on, -days))),
  };
}

/** What a mail knows of its job, with what was found out and noted in it. */
export function fieldsOfJob(job: Job): Fields {
  const { title, dueOn, period, deadline, fields = {}, settings = {} } = job;
  const found = Object.entries(fields).filter(([name]) => known.has(name));
  const set = Object.entries(settings).filter(
    ([name, value]) => known.has(name) && (typeof value === 'string' || typeof value === 'number'),
  );
  const division = period && divisionOf(period.key);
  const neighbour = neighbourBy(division && rhythmOf(division, {}));
  return {
    ...cutoffsOf(job),
    ...(Object.fromEntries(set) as Fields),
    ...Object.fromEntries(found),
    'job.title': title,
    ...day('job.due', dueOn),
    ...(period && { period: spanOf(period, neighbour) }),
    ...day('payDate', period?.payDate),
    ...day('deadline', deadline?.on),
  };
}
