import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import type { Client } from '../clients/client.ts';
import { deadlineKeys, type DeadlineKey, dateOfLaw } from '../deadlines/dates-of-law.ts';
import { deadlineOf } from '../deadlines/deadline.ts';
import type { Postponed } from '../deadlines/postponed.ts';
import type { Engagement } from '../engagements/engagement.ts';
import type { JobPeriod } from '../recurrence/rhythm.ts';
import { type Anchored, type Calendars, dueDate } from '../templates/due-date.ts';
import { parseDueRule } from '../templates/due-rule.ts';
import type { TemplateContent } from '../templates/template.ts';
import type { Deadline } from './deadline.ts';

export type Lawful = {
  content: Pick<TemplateContent, 'deadline' | 'extension'>;
  client: Client | undefined;
  engagement: Engagement | undefined;
  period: JobPeriod | undefined;
  startOn: CivilDate;
  calendars: Calendars;
  postponements: readonly Postponed[];
};

const isKey = (text: string): text is DeadlineKey => (deadlineKeys as readonly string[]).includes(text);

/** The registration whose returns a sales tax job is about. */
const registrationOf = (client: Client | undefined) => client?.registrations?.find(({ tax }) => tax === 'sales');

/** By law, as far as client and period say what it hangs on. */
export function lawfulDate(key: DeadlineKey, { client, period, calendars, postponements }: Omit<Lawful, 'content'>) {
  const registration = registrationOf(client);
  const areas = [client?.address?.region, client?.address?.country].filter((one) => one !== undefined);
  return deadlineOf(
    key,
    {
      ...(period && { periodEnd: period.end }),
      ...(period?.payDate !== undefined && { payDate: period.payDate }),
      // What the state does not say is due on the twentieth.
      registration: registration ?? { authority: 'the state' },
      areas,
    },
    calendars,
    postponements,
  );
}

function anchorIn({ period, startOn, engagement }: Lawful, name: string): Anchored | undefined {
  const day = (on: CivilDate | undefined, says: string) => (on === undefined ? undefined : { on, says });
  switch (name) {
    case 'job.start':
      return day(startOn, 'The job starts');
    case 'period.start':
      return day(period?.start, 'The period starts');
    case 'period.end':
      return day(period?.end, 'The period ends');
    case 'payDate':
      return day(period?.payDate, 'Pay date');
    case 'engagement.contractEnd':
      return day(engagement?.endsOn, 'The contract ends');
    default:
      return undefined;
  }
}

/** The deadline of a job by its template: a date of law, a rule, or none. */
export function deadlineFor(lawful: Lawful): Deadline | undefined {
  const { deadline, extension } = lawful.content;
  if (deadline === 'none') return undefined;
  if (!isKey(deadline)) {
    const due = dueDate(parseDueRule(deadline), (name) => anchorIn(lawful, name), lawful.calendars);
    return 'waitsFor' in due ? undefined : { on: due.on, says: due.explain.slice(0, 12) };
  }
  const found = lawfulDate(deadline, lawful);
  if ('waitsFor' in found)
    throw broken(`The deadline ${deadline} cannot be worked out without ${found.waitsFor}`, { field: 'period' });
  const given = extension ?? dateOfLaw(deadline).extension;
  return {
    on: found.on,
    says: found.explain.slice(0, 12),
    key: deadline,
    ...(given && { extension: { form: given.form, to: given.to } }),
  };
}
