import type { Client } from '../clients/client.ts';
import type { Service } from '../engagements/service.ts';

type RoleOf = NonNullable<Client['roles']>[number];

/** Who may be meant by a role of a template: the client's people, the firm's, those of the service. */
export type Team = {
  client: Client | undefined;
  /** Who has a part for the whole firm: coordinator, intake. */
  firm: readonly RoleOf[];
  service?: Pick<Service, 'roles'> | undefined;
};

const named = (roles: readonly RoleOf[] = [], role: string) =>
  roles.find((one) => one.role.toLowerCase() === role.toLowerCase())?.memberId;

function ofClient(client: Client | undefined, part: string): string | undefined {
  if (part === 'partner') return named(client?.roles, part) ?? client?.responsible;
  if (part === 'manager') return named(client?.roles, part) ?? client?.manager;
  return named(client?.roles, part);
}

/** Whoever a template's role is filled by: `client.lead`, `firm.coordinator`, `engagement.consultant`. */
function filledBy({ client, firm, service }: Team, source: string): string | undefined {
  const [of = '', part = ''] = source.split('.');
  if (of === 'firm') return named(firm, part);
  // Another person does this for the client than whoever does what has no name of its own.
  return named(service?.roles, part) ?? ofClient(client, part);
}

/** A role that nobody fills falls to the client's lead, and then to nobody. */
const lead = (team: Team) => filledBy(team, 'client.lead');

/** The people of a job by the roles of its template. A contact of the client does none of the firm's work. */
export function peopleFor(team: Team, roles: Readonly<Record<string, string>>): RoleOf[] {
  return Object.entries(roles).flatMap(([role, source]) => {
    if (source === 'client.contact') return [];
    const memberId = filledBy(team, source) ?? lead(team);
    return memberId === undefined ? [] : [{ role, memberId }];
  });
}

/** The same with some roles filled by others. */
export const withPeople = (people: readonly RoleOf[], here: Readonly<Record<string, string>> = {}): RoleOf[] => [
  ...people.filter(({ role }) => !(role in here)),
  ...Object.entries(here).map(([role, memberId]) => ({ role, memberId })),
];

export const whoHas = (people: readonly RoleOf[], role: string | undefined): string | undefined =>
  role === undefined ? undefined : named(people, role);
