import { addDays, weekday, year } from '../../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import { apiCall, type Call, together } from './calls.ts';
import { clientBody, type DemoClient, demoClients, leaving, payers } from './clients.ts';
import { demoContacts, type DemoPart, type DemoPerson } from './contacts.ts';
import { courseOf, engagementBody } from './engagements.ts';
import { detailsOf, firm, leaveOf, mailOf, ownWork, people, settings, teams, walls } from './firm.ts';
import { loadWork } from './load-work.ts';
import { demoRelations, type DemoRelation } from './relations.ts';

type Member = { id: string; name: string; mail: string; role: string };
type Made = { id: string };

type Ids = ReadonlyMap<string, string>;

async function inviteTeam(call: Call, admin: Member, today: string): Promise<Map<string, Member>> {
  const team = new Map<string, Member>();
  for (const { key, name, role, accessDays, about } of people) {
    const details = { name, ...detailsOf(about, today) };
    const ends = accessDays !== undefined && { accessEndsOn: addDays(today, accessDays) };
    const member =
      key === 'eleanor'
        ? await call<Member>('PATCH', `/v1/team/${admin.id}`, details)
        : await call<Member>('POST', '/v1/team', { ...details, mail: mailOf(key), role, ...ends });
    team.set(key, member);
  }
  return team;
}

const idsOf = (team: ReadonlyMap<string, Member>): Ids => new Map([...team].map(([key, { id }]) => [key, id]));

async function setUpFirm(call: Call, team: Ids, today: string): Promise<void> {
  await call('PATCH', '/v1/firm', settings);
  await call('POST', '/v1/firm/go-live');
  for (const { name, members } of teams)
    await call('POST', '/v1/teams', { name, memberIds: members.map((key) => team.get(key)!) });
  const { key, absence } = leaveOf(today, weekday);
  await call('POST', `/v1/team/${team.get(key)!}/absences`, absence);
}

async function addGroups(call: Call, all: readonly DemoClient[]): Promise<Ids> {
  const names = [...new Set(all.map(({ group }) => group).filter(Boolean))];
  const made = await together(names, 4, async (name) => (await call<Made>('POST', '/v1/groups', { name })).id);
  return new Map(names.map((name, i) => [name, made[i]!]));
}

async function addClients(call: Call, all: readonly DemoClient[], team: Ids, today: string): Promise<Ids> {
  const groups = await addGroups(call, all);
  await call('POST', '/v1/clients', { ...ownWork, responsible: team.get('eleanor') });
  const made = await together(
    all,
    4,
    async (client) => (await call<Made>('POST', '/v1/clients', clientBody(client, team, groups))).id,
  );
  const ids = new Map(all.map(({ number }, i) => [number, made[i]!]));
  for (const [number, payer] of Object.entries(payers))
    await call('PATCH', `/v1/clients/${ids.get(number)}`, { billingClientId: ids.get(payer) });
  for (const [number, days] of Object.entries(leaving))
    await call('PATCH', `/v1/clients/${ids.get(number)}`, { leavesOn: addDays(today, days) });
  return ids;
}

const partIn = ({ number: _, ...part }: DemoPart) => part;

/** A person who is a contact of several clients is one contact, linked to each. */
async function addPerson(call: Call, { parts, ...person }: DemoPerson, clients: Ids): Promise<string> {
  const [first, ...more] = parts;
  const body = { ...person, ...partIn(first!) };
  const { id } = await call<Made>('POST', `/v1/clients/${clients.get(first!.number)}/contacts`, body);
  for (const part of more) await call('PUT', `/v1/clients/${clients.get(part.number)}/contacts/${id}`, partIn(part));
  return id;
}

const addRelation = (call: Call, { number, kind, subject, other }: DemoRelation, clients: Ids, contacts: Ids) =>
  call('POST', `/v1/clients/${clients.get(number)}/relations`, {
    kind,
    other: { contactId: contacts.get(other) },
    ...(subject !== undefined && { contactId: contacts.get(subject) }),
  });

async function addEngagement(call: Call, client: DemoClient, clients: Ids, startsOn: string): Promise<void> {
  const path = `/v1/clients/${clients.get(client.number)}/engagements`;
  const { id } = await call<Made>('POST', path, engagementBody(client, startsOn));
  for (const action of courseOf(client)) await call('POST', `/v1/engagements/${id}/${action}`);
}

/** Who may see what: chosen clients only, or all but those behind a wall. */
async function close(call: Call, team: Ids, clients: Ids): Promise<void> {
  for (const { key, only } of people)
    if (only)
      await call('PATCH', `/v1/team/${team.get(key)!}`, {
        scope: { only: only.map((number) => clients.get(number)!) },
      });
  for (const { number, deny, reason } of walls)
    await call('PUT', `/v1/clients/${clients.get(number)}/access`, {
      deny: deny.map((key) => team.get(key)!),
      reason,
    });
}

/** Each member's own calls, by id: what the demo's people did is theirs. */
function callsOf(url: string, tokenOf: TokenOf): (memberId: string) => Promise<Call> {
  const calls = new Map<string, Promise<Call>>();
  return (memberId) => {
    const known = calls.get(memberId) ?? tokenOf(memberId).then((token) => apiCall(url, token));
    calls.set(memberId, known);
    return known;
  };
}

type TokenOf = (memberOrMail: string) => Promise<string>;

/** Loads the demo firm through the public API, as its people would. Answers the team. */
export async function loadDemo(url: string, tokenOf: TokenOf, now: number): Promise<Member[]> {
  const call = apiCall(url, await tokenOf(firm.administratorMail));
  const today = civilDateAt(new Date(now).toISOString(), firm.timeZone);
  const { member: admin } = await call<{ member: Member }>('GET', '/v1/me');
  const members = await inviteTeam(call, admin, today);
  const team = idsOf(members);
  await setUpFirm(call, team, today);
  const all = demoClients();
  const clients = await addClients(call, all, team, today);
  const persons = demoContacts(all);
  const made = await together(persons, 4, (person) => addPerson(call, person, clients));
  const contacts = new Map(persons.map(({ name }, i) => [name, made[i]!]));
  await together(demoRelations(all), 4, (relation) => addRelation(call, relation, clients, contacts));
  await together(all, 4, (client) => addEngagement(call, client, clients, `${year(today)}-01-01`));
  await close(call, team, clients);
  await loadWork({ call, as: callsOf(url, tokenOf), clients, team, today }, all);
  return [...members.values()];
}
