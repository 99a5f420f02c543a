import type { Holding, Receiver } from '../../shared/table/entity.ts';
import type { Client } from './client.ts';

type Role = NonNullable<Client['roles']>[number];

export const rolesHeld = (roles: readonly Role[] = []): Holding[] =>
  roles.map(({ role, memberId }) => ({ memberId, part: role }));

/** Who has a part in the work for a client. */
export const holders = ({ responsible, manager, roles, erasedAt }: Client): Holding[] =>
  erasedAt !== undefined
    ? []
    : [
        ...(responsible ? [{ memberId: responsible, part: 'responsible' }] : []),
        ...(manager ? [{ memberId: manager, part: 'manager' }] : []),
        ...rolesHeld(roles),
      ];

/** Roles with those of one person given on; who has a role already does not get it twice. */
export function giveRoles(roles: readonly Role[], from: string, to: Receiver): Role[] {
  const given = roles.map((one) => (one.memberId === from ? { ...one, memberId: to(one.role) ?? from } : one));
  return [...new Map(given.map((one) => [JSON.stringify([one.role, one.memberId]), one])).values()];
}

export function handOver(client: Client, from: string, to: Receiver): Client {
  const { responsible, manager, roles } = client;
  return {
    ...client,
    ...(responsible === from && { responsible: to('responsible') ?? from }),
    ...(manager === from && { manager: to('manager') ?? from }),
    ...(roles && { roles: giveRoles(roles, from, to) }),
  };
}
