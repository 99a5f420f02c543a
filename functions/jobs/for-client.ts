import { addYears, type CivilDate } from '../../shared/dates/civil-date.ts';
import type { Client } from '../clients/client.ts';
import type { JobPeriod } from '../recurrence/rhythm.ts';
import type { Atom } from '../templates/atom.ts';
import { type Condition, holds, parseCondition } from '../templates/condition.ts';

/** What is known of a client when a job is made for it. */
export type ClientFacts = {
  client: Client | undefined;
  /** Codes of the services of its running engagements. */
  services: readonly string[];
  period: JobPeriod | undefined;
  startOn: CivilDate;
};

const plain = (text: string) => text.trim().toLowerCase();

function isSo({ client, services, period, startOn }: ClientFacts, atom: Atom): boolean | undefined {
  switch (atom.is) {
    case 'tag':
      return (client?.tags ?? []).some((tag) => plain(tag) === plain(atom.tag));
    case 'service':
      return services.some((code) => plain(code) === plain(atom.code));
    case 'kind':
      return client?.kind === atom.kind;
    case 'first-year':
      return client !== undefined && client.createdAt.slice(0, 10) > addYears(startOn, -1);
    case 'period':
      return period !== undefined && isPeriod(period, atom.period);
    // How the work goes shows on the way.
    case 'done':
    case 'notes':
    case 'answer':
    case 'field':
    case 'over':
    case 'flag':
      return undefined;
  }
}

/** `Q4`, or a month by its name. */
const isPeriod = ({ key, label }: JobPeriod, name: string) =>
  key.endsWith(`-${name}`) || plain(label).startsWith(plain(name));

/** Whether a condition holds of the client; undefined where it is about how the work goes. */
export const appliesTo = (facts: ClientFacts, when: string | Condition): boolean | undefined =>
  holds(typeof when === 'string' ? parseCondition(when) : when, (atom) => isSo(facts, atom));

/** The first of these whose condition holds. */
export const firstThat = <T extends { when: string }>(facts: ClientFacts, some: readonly T[] = []): T | undefined =>
  some.find(({ when }) => appliesTo(facts, when) === true);
