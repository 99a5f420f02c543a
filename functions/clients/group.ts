import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';

/** What happens to a group stands in the timeline of each of its clients: one transaction writes 100 rows. */
const mostClients = 100;

/**
 * Clients that belong together: a family with its companies. It is no client and gets no bill; it names the client who
 * pays for those of it that name no one else.
 */
export const Group = z.object({
  id: Id('group'),
  name: z.string().trim().min(1).max(120),
  billingClientId: Id('client').optional(),
  /** Those who belong to it; each of them names the group. Who may see one of them may see the group. */
  clients: z.array(Id('client')).max(mostClients),
  /** Who was its last member, while it has none: their walls stay its own. */
  lastClientId: Id('client').optional(),
  status: z.enum(['active', 'removed']),
  createdAt: z.iso.datetime(),
});
export type Group = z.output<typeof Group>;

export const NewGroup = z
  .strictObject({ name: Group.shape.name, billingClientId: Group.shape.billingClientId })
  .meta({ id: 'NewGroup' });

export const GroupPatch = z
  .strictObject({ name: Group.shape.name.optional(), billingClientId: Group.shape.billingClientId.nullable() })
  .meta({ id: 'GroupPatch' });

export const GroupView = Group.omit({ status: true, lastClientId: true, clients: true })
  .extend({
    clientIds: Group.shape.clients,
    version: z.int(),
    can: z.object({ edit: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Group' });

export function join(group: Group, clientId: string): Group {
  if (group.clients.includes(clientId)) return group;
  if (group.clients.length >= mostClients)
    throw broken(`A group has at most ${mostClients} clients`, { field: 'groupId' });
  const { lastClientId: _, ...rest } = group;
  return { ...rest, clients: [...group.clients, clientId] };
}

export function leave(group: Group, clientId: string): Group {
  const clients = group.clients.filter((id) => id !== clientId);
  return { ...group, clients, ...(clients.length === 0 && { lastClientId: clientId }) };
}

/** Whose walls hold for the group. The name of one that never had a client is for everyone to see. */
export const ownersOf = ({ clients, lastClientId }: Group): readonly string[] =>
  clients.length === 0 && lastClientId !== undefined ? [lastClientId] : clients;

/** A group that still has clients would take its name from them. */
export function remove(group: Group): Group {
  if (group.clients.length > 0) throw broken('This group still has clients; take them out of it first');
  const { billingClientId: _, ...rest } = group;
  return { ...rest, status: 'removed' };
}

/** Clients that the caller may not see are left out. */
export const view = (
  { status: _, lastClientId: _last, clients, billingClientId, ...group }: Stored<Group>,
  caller: Caller,
) => ({
  ...group,
  clientIds: clients.filter((id) => mayRead(caller, [id])),
  ...(billingClientId !== undefined && mayRead(caller, [billingClientId]) && { billingClientId }),
  can: { edit: caller.role !== 'guest', remove: caller.role !== 'guest' && clients.length === 0 },
});
