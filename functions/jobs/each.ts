import { addDays, type CivilDate, weekday } from '../../shared/dates/civil-date.ts';
import type { Value } from '../templates/pattern-value.ts';
import type { ClientFacts } from './for-client.ts';
import type { K1Source } from './k1-sources.ts';

/** One of a list for which a task stands: what its words say of it, and the days that are its own. */
export type OneOf = {
  fields: Readonly<Record<string, Value>>;
  days?: Readonly<Record<string, CivilDate>>;
  /** The client whose job it is about, where that is another. */
  relatedId?: string;
};

/** What a list is made of, beside the client's own record. */
export type Lists = ClientFacts & {
  /** Companies in which the client has a share that tells of its income. */
  k1Sources: readonly K1Source[];
  /** What the client gave the year before, by what it is called; known only where something is asked by it. */
  lastYear?: readonly string[] | undefined;
  dueOn?: CivilDate | undefined;
};

const longest = 60;

function everyWeeks(first: CivilDate, last: CivilDate, weeks: number, name: string, day: string): OneOf[] {
  const found: OneOf[] = [];
  for (let on = first; on <= last && found.length < longest; on = addDays(on, 7 * weeks))
    found.push({ fields: { n: String(found.length + 1) }, days: { [`${name}.${day}`]: on } });
  return found;
}

const friday = 5;
const fridayFrom = (date: CivilDate) => addDays(date, (friday - weekday(date) + 7) % 7);

/** The members of a list that a task is repeated over; undefined where the list is not known when the job is made. */
export function membersOf(
  list: string,
  { client, period, startOn, dueOn, k1Sources, lastYear }: Lists,
): OneOf[] | undefined {
  switch (list) {
    case 'client.accounts':
      return (client?.accounts ?? [])
        .filter(({ until }) => until === undefined || until >= (period?.start ?? startOn))
        .map(({ kind, institution = '', last4 }) => {
          const name = [institution, kind, last4 === undefined ? '' : `••${last4}`].filter(Boolean).join(' ');
          return { fields: { 'account.name': name, ...(last4 !== undefined && { 'account.last4': last4 }) } };
        });
    case 'client.k1Sources':
      return k1Sources.map(({ id, name }) => ({ fields: { 'related.client.name': name }, relatedId: id }));
    case 'lastYear.documents':
      return lastYear?.map((label) => ({ fields: { 'lastYear.document.label': label } }));
    case 'weeks-of-period':
      return period && everyWeeks(fridayFrom(period.start), period.end, 1, 'week', 'friday');
    case 'every-2-weeks':
      return everyWeeks(addDays(startOn, 14), dueOn ?? addDays(startOn, 84), 2, 'meeting', 'date');
    default:
      return undefined;
  }
}
