import * as z from 'zod';
import { broken, invalid, type Issue } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { ofKind } from '../../shared/table/fields.ts';
import { mayRead } from '../../shared/table/walls.ts';
import type { Client } from '../clients/client.ts';
import { holders } from '../clients/holders.ts';
import type { Engagement } from '../engagements/engagement.ts';
import { holders as serving } from '../engagements/holders.ts';
import type { Member } from '../firm/member.ts';

/** The wall around one client: only these people see it, all but these, or all of the first but the second. */
export const Wall = z.object({
  clientId: Id('client'),
  only: z.array(z.string()).optional(),
  deny: z.array(z.string()).optional(),
});
export type Wall = z.output<typeof Wall>;

/** A client's access list, with why; without `only` and `deny` it was opened again. */
export const Access = Wall.extend({
  /** An erasure must be able to take it away, so the chain that all clients share does not tell it. */
  reason: ofKind('sealed', z.string()).optional(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
});
export type Access = z.output<typeof Access>;

/** Every wall that stands, in the one record that is read with each request. */
export const StandingWalls = z.object({ walls: ofKind('sealed', z.array(Wall)) });
export type StandingWalls = z.output<typeof StandingWalls>;

const MemberIds = z.array(Id('member')).min(1, 'At least one person').max(50, 'At most 50 people');

export const AccessInput = z
  .strictObject({
    only: MemberIds.optional(),
    deny: MemberIds.optional(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ only, deny }) => only ?? deny, 'Takes only, deny or both; DELETE opens the client to all')
  .meta({ id: 'ClientAccessInput' });
export type AccessInput = z.output<typeof AccessInput>;

export const AccessView = z
  .object({
    clientId: z.string(),
    walled: z.boolean(),
    only: z.array(z.string()).optional(),
    deny: z.array(z.string()).optional(),
    reason: z.string().optional(),
    setBy: z.string().optional(),
    setAt: z.iso.datetime().optional(),
    version: z.int(),
  })
  .meta({ id: 'ClientAccess' });

/** Clients with a wall, in the whole firm: the record that holds them is read with each request. */
export const mostWalls = 200;

const isWalled = ({ only, deny }: Pick<Wall, 'only' | 'deny'>) => (only ?? deny) !== undefined;

const shutsOut = ({ only, deny }: Wall, memberId: string): boolean =>
  (only !== undefined && !only.includes(memberId)) || (deny?.includes(memberId) ?? false);

/** What a member may see: what their own record says, without the clients whose walls keep them out. */
export function scopeOf({ id, scope }: Pick<Member, 'id' | 'scope'>, walls: readonly Wall[]): Member['scope'] {
  const out = walls.filter((wall) => shutsOut(wall, id)).map(({ clientId }) => clientId);
  if (out.length === 0) return scope;
  if (scope.only) return { only: scope.only.filter((clientId) => !out.includes(clientId)) };
  return { except: [...new Set([...(scope.except ?? []), ...out])] };
}

/** Whether a member may see this client, walls and all. */
export const seesClient = (member: Pick<Member, 'id' | 'scope'>, clientId: string, walls: readonly Wall[]): boolean =>
  mayRead({ scope: scopeOf(member, walls) }, [clientId]);

/** What the choice stands on: the client, who works for it, and everyone in the team that it has to do with. */
export type Circle = { client: Client; holders: readonly string[]; people: ReadonlyMap<string, Member> };

const unique = (ids: readonly string[] | undefined) => (ids ? [...new Set(ids)] : undefined);

function wallOf(clientId: string, input: Pick<AccessInput, 'only' | 'deny'>): Wall {
  const [only, deny] = [unique(input.only), unique(input.deny)];
  return { clientId, ...(only && { only }), ...(deny && { deny }) };
}

function checkKnown({ only, deny }: Wall, people: Circle['people']): void {
  const unknown = (field: 'only' | 'deny', ids: readonly string[] = []): Issue[] =>
    ids.flatMap((id, i) =>
      people.has(id) ? [] : [{ path: `body.${field}.${i}`, message: 'Nobody in the team has this id' }],
    );
  const issues = [...unknown('only', only), ...unknown('deny', deny)];
  if (issues.length > 0) throw invalid(...issues);
}

/** Who answers for the client in some part of it, or has one in a service for it. */
export const holdersOf = (client: Client, engagements: readonly Engagement[] = []): string[] => [
  ...new Set([...holders(client), ...engagements.flatMap(serving)].map(({ memberId }) => memberId)),
];

/** Nobody is left with work that they can no longer see. */
function checkHolders(wall: Wall, { holders: all, people }: Circle): void {
  const out = all.filter((id) => shutsOut(wall, id));
  if (out.length === 0) return;
  const names = out.map((id) => people.get(id)?.name ?? 'someone').join(' and ');
  throw broken(`${names} would be shut out and still hold a part in this client; hand that over first`, {
    field: wall.deny?.some((id) => out.includes(id)) ? 'deny' : 'only',
  });
}

/** Whether one of these people leads and may see what is inside. */
const isKept = (wall: Wall, people: readonly Member[]): boolean =>
  people.some(
    (member) =>
      member.status === 'active' &&
      (member.role === 'admin' || member.role === 'manager') &&
      seesClient(member, wall.clientId, [wall]),
  );

/** Someone who leads must stay inside, or nobody could open the client again. */
function checkKeeper(wall: Wall, { people }: Circle): void {
  if (isKept(wall, [...people.values()])) return;
  throw broken('Leave an active administrator or manager inside, or nobody could open this client again', {
    field: wall.only ? 'only' : 'deny',
  });
}

/** All walls, and the whole team as it is now. */
export type Keeping = { walls: readonly Wall[]; team: readonly Member[] };

/** Whoever is the last one inside who leads neither goes nor leads no more. */
export function checkStillKept({ walls, team }: Keeping, after: Member): void {
  const then = team.map((member) => (member.id === after.id ? after : member));
  if (walls.every((wall) => isKept(wall, then) || !isKept(wall, team))) return;
  throw broken(
    `${after.name} is the last who leads and may see a client with an access list; let them open it to others first`,
  );
}

/** The access list as chosen; the same choice again changes nothing. */
export function choose(
  before: Access | undefined,
  { reason, ...lists }: AccessInput,
  circle: Circle,
  caller: Caller,
  now: string,
): Access {
  const wall = wallOf(circle.client.id, lists);
  checkKnown(wall, circle.people);
  checkHolders(wall, circle);
  checkKeeper(wall, circle);
  const { only: _, deny: _deny, ...rest } = before ?? {};
  const same = before && JSON.stringify([before.only, before.deny, before.reason]);
  if (same === JSON.stringify([wall.only, wall.deny, reason])) return before!;
  return { ...rest, ...wall, reason, setBy: caller.id, setAt: now };
}

/** Open to all again. */
export function lift(before: Access, caller: Caller, now: string): Access {
  if (!isWalled(before)) return before;
  const { only: _, deny: _deny, reason: _reason, ...rest } = before;
  return { ...rest, setBy: caller.id, setAt: now };
}

/** All walls that stand, with this client's as it is now. */
export function withWall(before: StandingWalls, { only, deny }: Access, clientIds: readonly string[]): StandingWalls {
  const others = before.walls.filter((wall) => !clientIds.includes(wall.clientId));
  const own = isWalled({ only, deny }) ? clientIds.map((id) => wallOf(id, { only, deny })) : [];
  const walls = [...others, ...own];
  if (walls.length > mostWalls)
    throw broken(`At most ${mostWalls} clients can have an access list; open one to all first`);
  return { ...before, walls };
}

export const accessView = (clientId: string, access: Stored<Access> | undefined) => ({
  ...(access ?? { clientId, version: 0 }),
  walled: access !== undefined && isWalled(access),
});
