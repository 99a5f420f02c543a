import { notFound } from '../../shared/errors.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Absence } from './absence.ts';
import { Firm } from './firm.ts';
import { FirmRoles, handOver, holders } from './firm-roles.ts';
import { Logo } from './logo.ts';
import { Member } from './member.ts';
import { type Beside, Profile } from './profile.ts';
import { RateSheet } from './rates.ts';
import { Team } from './team.ts';

/** There is one firm in a deployment. */
export const firms = entity({
  name: 'firm',
  schema: Firm,
  key: (_: 'firm') => ({ pk: 'FIRM', sk: 'FIRM' }),
  id: () => 'firm' as const,
});

export const logos = entity({
  name: 'logo',
  schema: Logo,
  key: (_: 'logo') => ({ pk: 'FIRM', sk: 'LOGO' }),
  id: () => 'logo' as const,
});

/** Who does what for the whole firm. */
export const firmRoles = entity({
  name: 'firm roles',
  schema: FirmRoles,
  key: (_: 'roles') => ({ pk: 'FIRM', sk: 'ROLES' }),
  id: () => 'roles' as const,
  holders,
  handOver,
});

const person = (memberId: string) => `MEMBER#${memberId}`;

export const members = entity({
  name: 'member',
  schema: Member,
  key: (id: string) => ({ pk: person(id), sk: 'MEMBER' }),
  id: (member) => member.id,
  indexes: (member) => ({
    byStatusPk: 'MEMBER',
    byStatusSk: `${member.status}#${member.name.toLowerCase()}#${member.id}`,
  }),
  unique: (member) => [
    {
      key: `member-mail#${member.mail.toLowerCase()}`,
      field: 'mail',
      says: `Someone in the team has the address ${member.mail} already`,
    },
  ],
});

export const profiles = entity({
  name: 'profile',
  schema: Profile,
  key: (memberId: string) => ({ pk: person(memberId), sk: 'PROFILE' }),
  id: ({ memberId }) => memberId,
});

export const rateSheets = entity({
  name: 'rates',
  schema: RateSheet,
  key: (memberId: string) => ({ pk: person(memberId), sk: 'RATES' }),
  id: ({ memberId }) => memberId,
});

/** In the order in which they end: those of a span begin where it does. */
export const absences = entity({
  name: 'absence',
  schema: Absence,
  key: ({ memberId, id }: { memberId: string; id: string }) => ({ pk: person(memberId), sk: `ABSENCE#${id}` }),
  id: ({ memberId, id }) => ({ memberId, id }),
  indexes: ({ memberId, to, id, removedAt }): { byPersonPk?: string; byPersonSk?: string } =>
    removedAt === undefined ? { byPersonPk: memberId, byPersonSk: `ABSENCE#${to}#${id}` } : {},
});

export const teams = entity({
  name: 'team',
  schema: Team,
  key: (id: string) => ({ pk: `TEAM#${id}`, sk: 'TEAM' }),
  id: ({ id }) => id,
  indexes: ({ name, id, removedAt }): { byStatusPk?: string; byStatusSk?: string } =>
    removedAt === undefined ? { byStatusPk: 'TEAM', byStatusSk: `${name.toLowerCase()}#${id}` } : {},
  unique: ({ name, removedAt }) =>
    removedAt === undefined
      ? [{ key: `team-name#${name.toLowerCase()}`, field: 'name', says: `There is a team ${name} already` }]
      : [],
});

/** The team by state and name; 300 people are one page of the index. */
export async function listMembers(records: Records, limit: number, cursor?: string) {
  const { items, next } = await records.page({ index: 'byStatus', pk: 'MEMBER', limit }, cursor);
  return { items: items.map(members.read), ...(next !== undefined && { next }) };
}

/** A member with the tail of their chain, read first, ready to be changed. */
export async function loadMember(records: Records, id: string) {
  const tail = await records.tail(members.key(id).pk);
  return { member: await records.get(members, id), tail };
}

export async function loadFirm(records: Records) {
  const tail = await records.tail('FIRM');
  return { firm: await records.get(firms, 'firm'), tail };
}

/** What stands beside a member's record. */
export async function besideMember(records: Records, id: string): Promise<Beside> {
  const [profile, sheet] = await Promise.all([records.find(profiles, id), records.find(rateSheets, id)]);
  return { profile, sheet };
}

/** Someone's absences that end on this day or later, the first to end first. */
export async function absencesOf(records: Records, memberId: string, since = '', limit?: number, cursor?: string) {
  const range = { from: `ABSENCE#${since}`, to: 'ABSENCE#~' };
  const size = limit === undefined ? {} : { limit };
  const { items, next } = await records.page({ index: 'byPerson', pk: memberId, range, ...size }, cursor);
  return { items: items.map(absences.read), ...(next !== undefined && { next }) };
}

/** An absence with its person's chain, ready to be changed; a removed one is gone. */
export async function loadAbsence(records: Records, memberId: string, id: string) {
  const tail = await records.tail(person(memberId));
  const absence = await records.get(absences, { memberId, id });
  if (absence.removedAt !== undefined) throw notFound(absences.name, id);
  return { absence, tail };
}

/** The teams by name. */
export async function listTeams(records: Records, limit: number, cursor?: string) {
  const { items, next } = await records.page({ index: 'byStatus', pk: 'TEAM', limit }, cursor);
  return { items: items.map(teams.read), ...(next !== undefined && { next }) };
}

export async function getTeam(records: Records, id: string) {
  const team = await records.get(teams, id);
  if (team.removedAt !== undefined) throw notFound(teams.name, id);
  return team;
}

export async function loadTeam(records: Records, id: string) {
  const tail = await records.tail(teams.key(id).pk);
  return { team: await getTeam(records, id), tail };
}

/** Everyone in the team: at most some hundred, in one query. */
export async function wholeTeam(records: Records) {
  const { items } = await records.page({ index: 'byStatus', pk: 'MEMBER' });
  return items.map(members.read);
}
