import { peopleFor, whoHas } from '../../jobs/people.ts';
import type { Changes } from '../../recurrence/changes.ts';
import type { Rhythm } from '../../recurrence/rhythm.ts';
import { parseDueRule, printDueRule } from '../../templates/due-rule.ts';
import type { Change } from '../merge.ts';
import type { CalendarCells } from './calendar-cells.ts';
import { calendar, type Calendared } from './calendar-row.ts';
import { dueDayIn } from './due-day.ts';
import { isAnew } from './row-plan.ts';

const plain = (rule: string) => printDueRule(parseDueRule(rule));

type Standing = { changes: Changes | undefined; told: Change[] };

function due(one: Calendared, had: Changes, rhythm: Rhythm): { due?: string | undefined; told: Change[] } {
  const { draft, source, series, mark } = one;
  const isSaid = draft.said.day !== undefined && (!series || isAnew(draft, mark, calendar, 'day'));
  if (!isSaid) return { due: had.due, told: [] };
  const { due: usual } = source.template.content;
  const from = plain(had.due ?? usual);
  const to = dueDayIn(draft.said.day!, rhythm);
  if (from === to) return { due: had.due, told: [] };
  return { ...(to !== plain(usual) && { due: to }), told: [{ field: 'due', from, to }] };
}

function people(one: Calendared, had: Changes, said: CalendarCells['people']) {
  const { draft, source, series, mark } = one;
  const { client, firmRoles, service, template } = source;
  const usual = peopleFor({ client, firm: firmRoles, service }, template.content.roles);
  const isSaid = Object.keys(draft.said).some(
    (field) => field.startsWith('role.') && (!series || isAnew(draft, mark, calendar, field)),
  );
  const others = Object.entries(isSaid ? said : {}).filter(
    ([role, memberId]) => (had.people?.[role] ?? whoHas(usual, role)) !== memberId,
  );
  return {
    people: { ...had.people, ...Object.fromEntries(others) },
    told: others.map(([role, to]): Change => ({ field: role, to })),
  };
}

/** Where this client's jobs are other than the template says, with what the row says of it. */
export function standing(one: Calendared, rhythm: Rhythm, { people: said }: Pick<CalendarCells, 'people'>): Standing {
  const had = one.series?.changes ?? {};
  const { due: _, people: _people, ...rest } = had;
  const day = due(one, had, rhythm);
  const team = people(one, had, said);
  const changes: Changes = {
    ...rest,
    ...(day.due !== undefined && { due: day.due }),
    ...(Object.keys(team.people).length > 0 && { people: team.people }),
  };
  return { changes: Object.keys(changes).length > 0 ? changes : undefined, told: [...day.told, ...team.told] };
}
