import type { Tail } from '../../shared/events/chain.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import type { Caller } from '../../shared/http/route.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { everyEngagementOf } from '../engagements/store.ts';
import { firms, members, wholeTeam } from '../firm/store.ts';
import { Access, type Circle, holdersOf, type Keeping, StandingWalls, type Wall, withWall } from './access.ts';
import { wallEvent } from './events.ts';

const pk = 'WALLS';

/** The access list of each client that has or had one. */
export const accesses = entity({
  name: 'access list',
  schema: Access,
  key: (clientId: string) => ({ pk, sk: `CLIENT#${clientId}` }),
  id: ({ clientId }) => clientId,
  clientIds: ({ clientId }) => [clientId],
});

/** The walls that stand: one record beside the member's with each request. */
export const standingWalls = entity({
  name: 'standing walls',
  schema: StandingWalls,
  key: (_: 'walls') => ({ pk, sk: 'WALLS' }),
  id: () => 'walls' as const,
});

type Standing = { walls: readonly Wall[]; unmoved: Check };

/**
 * The walls that stand now, for what concerns someone other than the caller; `unmoved` goes with what was decided on them,
 * so that nobody is given a part in a client while a wall goes up that shuts them out.
 */
export async function wallsOf(records: Records): Promise<Standing> {
  const standing = await records.find(standingWalls, 'walls');
  const check = standingWalls.key('walls');
  if (!standing) return { walls: [], unmoved: { check, if: 'absent' } };
  return { walls: standing.walls, unmoved: { check, if: { is: { version: standing.version } } } };
}

/** What `checkStillKept` looks at. */
export async function keepingOf(records: Records): Promise<Keeping> {
  const [{ walls }, team] = await Promise.all([wallsOf(records), wholeTeam(records)]);
  return { walls, team };
}

export type LoadedAccess = {
  tail: Tail;
  client: Stored<Client>;
  access: Stored<Access> | undefined;
  standing: Stored<StandingWalls> | undefined;
};

/** A client's access list ready to be changed, if the caller may see the client. */
export async function loadAccess(records: Records, clientId: string): Promise<LoadedAccess> {
  const tail = await records.tail(pk);
  const [client, access, standing] = await Promise.all([
    records.get(clients, clientId),
    records.find(accesses, clientId),
    records.find(standingWalls, 'walls'),
  ]);
  return { tail, client, access, standing };
}

/** Everyone that a choice has to do with: those named, those who hold the client, the administrators, who calls. */
export async function circleOf(records: Records, client: Client, named: readonly string[]): Promise<Circle> {
  const [{ admins }, caller, engagements] = await Promise.all([
    records.get(firms, 'firm'),
    records.reader(),
    everyEngagementOf(records, client.id),
  ]);
  const holders = holdersOf(client, engagements);
  const ids = [...named, ...holders, ...admins, (caller as Caller).id];
  const found = await records.getMany(members, [...new Set(ids)]);
  return { client, holders, people: new Map(found.map((member) => [member.id, member])) };
}

/** The access list and the list of all that stand, in one event that the client's timeline tells. */
export function accessChange({ tail, client, access, standing }: LoadedAccess, after: Access): Decided {
  // What happened to who was merged into this client still bears their ids.
  const ids = [client.id, ...(client.mergedFrom ?? []).map(({ id }) => id)];
  const walls = withWall(standing ?? { walls: [] }, after, ids);
  const records = [
    access ? accesses.replace(access, after) : accesses.create(after),
    standing ? standingWalls.replace(standing, { ...standing, ...walls }) : standingWalls.create(walls),
  ];
  // Whoever is given a part in the client meanwhile is looked at before they are shut out.
  const provided: Check[] = [{ check: clients.key(client.id), if: { is: { version: client.version } } }];
  return wallEvent('client.access-changed', tail, records, { provided });
}
