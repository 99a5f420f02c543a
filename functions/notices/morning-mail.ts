import { monthName, inFull } from '../../shared/dates/in-words.ts';
import { weekday, weekdayNames } from '../../shared/dates/civil-date.ts';
import type { DueRow } from '../jobs/due-row.ts';
import type { Morning } from './morning.ts';

/** Of each part so many are named, and the rest counted. */
const mostNamed = 15;

function part(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const named = lines.slice(0, mostNamed).map((line) => `– ${line}`);
  const more = lines.length > mostNamed ? [`– and ${lines.length - mostNamed} more`] : [];
  return [[title, ...named, ...more].join('\n')];
}

const nameOf = ({ title, jobTitle }: DueRow) => `${title} – ${jobTitle}`;
const withDay = (row: DueRow) => `${nameOf(row)} (${inFull(row.due)})`;
const withTime = (row: DueRow) => (row.at === undefined ? nameOf(row) : `${nameOf(row)} (${row.at})`);

const counted = (n: number, what: string) => (n === 0 ? [] : [`${n} ${what}`]);

/** The subject counts and names nobody: it is kept, and what the mail says is not. */
export function morningMail({ today, overdue, dueToday, upNext, news }: Morning): { subject: string; text: string } {
  const counts = [
    ...counted(overdue.length, 'overdue'),
    ...counted(dueToday.length, 'due today'),
    ...counted(upNext.length, 'up next'),
    ...counted(news.length, 'new'),
  ];
  const day = `${weekdayNames[weekday(today)]}, ${monthName(today)} ${Number(today.slice(8))}`;
  return {
    subject: `${day}: ${counts.join(', ')}`,
    text: [
      ...part('Overdue', overdue.map(withDay)),
      ...part('Due today', dueToday.map(withTime)),
      ...part('Up next', upNext.map(withDay)),
      ...part(
        'New since the last mail',
        news.map(({ says }) => says),
      ),
      'Sign in to see all of it. What you are told, and when this mail comes, is yours to choose in your settings.',
    ].join('\n\n'),
  };
}
