import { instant } from '../../shared/clock.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { invalid, type Issue } from '../../shared/errors.ts';
import type { Check } from '../../shared/events/types.ts';
import type { Records } from '../../shared/table/records.ts';
import { hasAccess } from '../firm/member.ts';
import { firms, members } from '../firm/store.ts';
import { seesClient } from '../walls/access.ts';
import { wallsOf } from '../walls/store.ts';
import type { Client } from './client.ts';

export type Named = { [K in 'responsible' | 'manager' | 'roles']?: Client[K] | null | undefined };

/** Someone of the team, and where in what was sent they are named. */
export type At = { path: string; memberId: string };

/** Who of the team is named in what was sent, and where. Parts that someone has already are not looked at again. */
function namedIn({ responsible, manager, roles }: Named, had: Named | undefined, within: string): At[] {
  const isNew = ({ role, memberId }: NonNullable<Client['roles']>[number]) =>
    !had?.roles?.some((one) => one.role === role && one.memberId === memberId);
  return [
    { path: `${within}.responsible`, memberId: responsible },
    { path: `${within}.manager`, memberId: manager },
    ...(roles ?? []).map((one, i) => ({
      path: `${within}.roles.${i}.memberId`,
      memberId: isNew(one) ? one.memberId : undefined,
    })),
  ].flatMap(({ path, memberId }) => (memberId ? [{ path, memberId }] : []));
}

/** Who is to work for a client, by the parts that a client or engagement has. */
export const checkPeople = (
  records: Records,
  named: Named,
  clientId: string,
  had?: Named,
  within = 'body',
): Promise<readonly Check[]> => checkEach(records, namedIn(named, had, within), clientId);

/**
 * Who is to work for a client, or on what is the firm's own, must be there, and must be able to see the client. What is
 * decided on that holds as long as no wall goes up.
 */
export async function checkEach(
  records: Records,
  people: readonly At[],
  clientId: string | undefined,
): Promise<readonly Check[]> {
  const ids = [...new Set(people.map(({ memberId }) => memberId))];
  if (ids.length === 0) return [];
  const [{ walls, unmoved }, ...team] = await Promise.all([
    wallsOf(records),
    ...ids.map((id) => records.find(members, id)),
  ]);
  // Only who has a last day needs to know what day it is at the firm.
  const isEnding = team.some((member) => member?.accessEndsOn !== undefined);
  const today = isEnding ? civilDateAt(instant(), (await records.get(firms, 'firm')).timeZone) : '';
  const found = new Map(team.map((member) => [member?.id, member]));
  const wrong = people.flatMap(({ path, memberId }): Issue[] => {
    const member = found.get(memberId);
    if (member && hasAccess(member, today) && (clientId === undefined || seesClient(member, clientId, walls)))
      return [];
    // Whom a wall keeps from the client is not told: it sounds the same as nobody.
    return [{ path, message: 'Nobody who can answer for this client has this id' }];
  });
  if (wrong.length > 0) throw invalid(...wrong);
  return [unmoved];
}
