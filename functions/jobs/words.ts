import type { CivilDate } from '../../shared/dates/civil-date.ts';
import type { Client } from '../clients/client.ts';
import type { Registration } from '../clients/registration.ts';
import type { Engagement } from '../engagements/engagement.ts';
import type { JobPeriod } from '../recurrence/rhythm.ts';
import { parsePattern, render } from '../templates/pattern.ts';
import type { Field, Span, Value } from '../templates/pattern-value.ts';

/** What the words of a job can speak of. */
export type Spoken = {
  client: Client | undefined;
  engagement: Pick<Engagement, 'title'> | undefined;
  period: JobPeriod | undefined;
  /** The period so many before or after. */
  neighbour: (period: JobPeriod, n: number) => JobPeriod | undefined;
  settings: Readonly<Record<string, unknown>>;
  /** What a person typed in: the description of a matter. */
  given: Readonly<Record<string, string>>;
  today: CivilDate;
};

export const spanOf = (period: JobPeriod, neighbour: Spoken['neighbour']): Span => ({
  start: period.start,
  end: period.end,
  label: period.label,
  shift: (n) => {
    const other = neighbour(period, n);
    return other && spanOf(other, neighbour);
  },
});

const registeredFor = (client: Client | undefined, tax: Registration['tax']) =>
  client?.registrations?.find((one) => one.tax === tax);

/** What follows from where the client is registered, unless someone typed it in. */
function registered(client: Client | undefined, path: string): string | undefined {
  switch (path) {
    case 'registration.state':
      return registeredFor(client, 'sales')?.authority;
    case 'client.depositSchedule':
      return registeredFor(client, 'payroll')?.frequency;
    default:
      return undefined;
  }
}

function known({ client, engagement, period, neighbour, settings, given }: Spoken, path: string): Value | undefined {
  switch (path) {
    case 'client.name':
      return client?.name;
    case 'client.number':
      return client?.number;
    case 'engagement.name':
      return engagement?.title;
    case 'period':
      return period && spanOf(period, neighbour);
    case 'payDate':
      return period?.payDate === undefined ? undefined : { on: period.payDate };
    default: {
      const setting = Object.hasOwn(settings, path) ? settings[path] : undefined;
      if (typeof setting === 'string' || typeof setting === 'number') return setting;
      return Object.hasOwn(given, path) ? given[path] : registered(client, path);
    }
  }
}

/** The words of a pattern for one job, and for one of a list where a task stands for it. */
export function worded(text: string, spoken: Spoken, own: Readonly<Record<string, Value>> = {}): string {
  const field: Field = (path) => (Object.hasOwn(own, path) ? own[path] : known(spoken, path));
  return render(parsePattern(text), field, { today: spoken.today });
}
