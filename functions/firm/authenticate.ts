import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Claims } from '../../shared/http/request.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Table } from '../../shared/table/table.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { scopeOf } from '../walls/access.ts';
import { standingWalls } from '../walls/store.ts';
import { callerOf as asCaller, hasAccess, type Member } from './member.ts';
import { firms, members } from './store.ts';

/** The pool gives usernames back in lower case, and the member's id is one. */
const memberIdOf = ({ username = '' }: Claims) =>
  username.replace(/^mem_(.+)$/i, (_, ulid: string) => `mem_${ulid.toUpperCase()}`);

const unknown = () => new DomainError('unauthenticated', 'This account has no access to the firm');

async function today(table: Table, member: Member): Promise<string> {
  // Only who has a last day needs to know what day it is at the firm.
  if (member.accessEndsOn === undefined) return '';
  const firm = await table.get(firms.key('firm'));
  return civilDateAt(instant(), firm ? firms.read(firm).timeZone : 'UTC');
}

/** The member, and the walls that may keep them from clients: one request for both. */
async function readMember(table: Table, id: string) {
  const items = await table.getMany([members.key(id), standingWalls.key('walls')], { strong: true });
  const item = items.find(({ entity }) => entity === members.name);
  const standing = items.find(({ entity }) => entity === standingWalls.name);
  if (!item) throw unknown();
  return { member: members.read(item), walls: standing ? standingWalls.read(standing).walls : [] };
}

/** Who someone is and what they may see now. `evenEnded`: also when they lost access, for what they began before. */
export const callerOf =
  (table: Table) =>
  async (memberId: string, { evenEnded }: { evenEnded: boolean }): Promise<Caller> => {
    const { member, walls } = await readMember(table, memberId);
    if (!evenEnded && !hasAccess(member, await today(table, member))) throw unknown();
    return { ...asCaller(member), scope: scopeOf(member, walls) };
  };

/** Someone of the team as they are now; nobody, where they have lost access. */
export async function personOf(table: Table, memberId: string): Promise<Caller | undefined> {
  try {
    return await callerOf(table)(memberId, { evenEnded: false });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated') return undefined;
    throw error;
  }
}

/**
 * Role and scope come from the member's record and the clients' access lists on each request, not from the token: a
 * change of rights acts at once.
 */
export const authenticate =
  (table: Table) =>
  (claims: Claims): Promise<Caller> =>
    callerOf(table)(memberIdOf(claims), { evenEnded: false });
