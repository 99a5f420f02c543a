import { instantAt, type TimeZone } from '../../shared/dates/zone.ts';
import type { Firm } from '../firm/firm.ts';
import type { Job } from '../jobs/job.ts';
import type { DueRow } from '../jobs/due-row.ts';
import { calendar, type Entry } from './ics.ts';

export type Dates = { firm: Pick<Firm, 'name' | 'timeZone'>; tasks: readonly DueRow[]; jobs: readonly Job[] };

const uid = (id: string) => `${id}@firmament`;

/** A time of day is one at the firm, wherever the calendar is read. */
const taskEntry = ({ taskId, title, jobTitle, due, at }: DueRow, zone: TimeZone): Entry => ({
  uid: uid(taskId),
  summary: `${title} – ${jobTitle}`,
  when: at === undefined ? { on: due } : { at: instantAt(due, at, zone) },
});

/** Of a job only its name: what is done in it stays in the firm. */
const jobEntries = ({ id, title, dueOn }: Job): Entry[] =>
  dueOn === undefined ? [] : [{ uid: uid(id), summary: `${title} is due`, when: { on: dueOn } }];

export const calendarOf = ({ firm, tasks, jobs }: Dates, now: string): string =>
  calendar(
    `Due at ${firm.name}`,
    [...tasks.map((task) => taskEntry(task, firm.timeZone)), ...jobs.flatMap(jobEntries)],
    now,
  );
