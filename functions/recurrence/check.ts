import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { DomainError, invalid, type Issue } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkPeople } from '../clients/people-of.ts';
import { parseDueRule } from '../templates/due-rule.ts';
import { tasksOf, type TemplateContent } from '../templates/template.ts';
import { type Changes, withChanges } from './changes.ts';
import { contentFor } from './content-for.ts';
import type { SeriesEnd } from './series.ts';

const farthest = { past: 366, future: 3660 };

/** A day that someone sets for a series: not long past, and not farther than anyone plans. */
export function checkDay(day: CivilDate | undefined, path: string, today: CivilDate, past = farthest.past): void {
  if (day === undefined) return;
  if (day < addDays(today, -past))
    throw invalid({ path, message: past === 0 ? 'That day has passed' : 'That is more than a year ago' });
  if (day > addDays(today, farthest.future)) throw invalid({ path, message: 'That is more than ten years ahead' });
}

export function checkEnd(end: SeriesEnd | undefined, today: CivilDate): void {
  if (end?.kind === 'on' && end.date < today) throw invalid({ path: 'body.end.date', message: 'That day has passed' });
}

/** Who is named must be there, and must be able to see the client. */
export async function checkPeopleHere(
  records: Records,
  people: Changes['people'] = {},
  clientId: string,
  within: string,
): Promise<void> {
  const roles = Object.entries(people).map(([role, memberId]) => ({ role, memberId }));
  await checkPeople(records, { roles }, clientId).catch((error: unknown) => {
    const issues = error instanceof DomainError ? (error.details.issues as Issue[] | undefined) : undefined;
    if (!issues) throw error;
    const place = (path: string) => `${within}.people.${roles[Number(path.split('.')[2])]?.role}`;
    throw invalid(...issues.map(({ path, message }) => ({ path: place(path), message })));
  });
}

/** The task that a rule counts from, where it counts from one. */
const taskIn = (rule: string | undefined): string | undefined =>
  rule === undefined ? undefined : /^(.+)\.(?:done|due)$/.exec(parseDueRule(rule).anchor)?.[1];

/** Tasks whose order or date hangs on something that is not there. */
function hanging(content: TemplateContent): Map<string, string> {
  const keys = new Set(tasksOf(content).map(({ key }) => key));
  const isThere = (key: string | undefined) => key === undefined || keys.has(key) || key.includes('.');
  return new Map(
    tasksOf(content).flatMap(({ key, due, after = [] }): [string, string][] => {
      const anchor = taskIn(due);
      const before = after.find((ref) => !isThere(ref));
      if (!isThere(anchor) && anchor !== 'job') return [[key, `“${due}” counts from ${anchor}`]];
      return before === undefined ? [] : [[key, `It comes after ${before}`]];
    }),
  );
}

/** Changes that speak of what is not there, and such as leave the date of another task hanging in the air. */
export function checkChanges(content: TemplateContent, changes: Changes, had: Changes | undefined, path: string): void {
  const before = new Set(had ? withChanges(content.sections, had).unknown : []);
  const unknown = withChanges(content.sections, changes).unknown.filter((key) => !before.has(key));
  const added = new Set((changes.add ?? []).map(({ key }) => key));
  const roles = Object.keys(changes.people ?? {}).filter((role) => !(role in content.roles));
  const hung = [...hanging(contentFor(content, changes))].filter(([key]) => !hanging(content).has(key));
  const touched = (key: string) => (added.has(key) ? 'add' : key in (changes.change ?? {}) ? 'change' : 'skip');
  const issues: Issue[] = [
    ...unknown.map((key) =>
      added.has(key)
        ? { path: `${path}.add`, message: `The template has a task ${key} already` }
        : { path: `${path}.${touched(key)}`, message: `The template has no task ${key}` },
    ),
    ...roles
      .filter((role) => had?.people?.[role] === undefined)
      .map((role) => ({ path: `${path}.people.${role}`, message: 'The template has no such role' })),
    // A skipped task is finished as far as order goes; a date that counts from it never comes.
    ...hung
      .filter(([key, why]) => touched(key) !== 'skip' || why.startsWith('“'))
      .map(([key, why]) => ({ path: `${path}.${touched(key)}`, message: `${why}, which is not there; see ${key}` })),
  ];
  if (issues.length > 0) throw invalid(...issues);
}
