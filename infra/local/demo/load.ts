import { createHash } from 'node:crypto';
import { addDays } from '../../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import {
  type DemoContact,
  demoClients,
  demoContacts,
  type DemoPerson,
  firm,
  mailOf,
  people,
  type Person,
  standingNotes,
} from './firm.ts';

/** One call of the public API; a refusal ends the loading with its words. */
export type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

type Member = { id: string; name: string; mail: string; role: string };
type Made = { id: string };

/** By the same key, a call that was made before is answered as it was then: a loading that was cut off goes on. */
const onceKey = (path: string, text: string) => createHash('sha256').update(`${path} ${text}`).digest('hex');

/** The gateway lets so many calls through in a second, and a fast machine makes more. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const answer = await send();
    if (answer.status !== 429 || tries === 20) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function apiCall(url: string, token: string): Call {
  return async (method, path, body) => {
    const sent = JSON.stringify(body ?? {});
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    if (method === 'POST') headers['idempotency-key'] = onceKey(path, sent);
    const answer = await patiently(() => fetch(`${url}${path}`, { method, headers, ...(body && { body: sent }) }));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as never;
  };
}

async function together<T, R>(
  items: readonly T[],
  most: number,
  run: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await run(items[i]!, i);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}

async function inviteTeam(call: Call, admin: Member, today: string): Promise<Map<string, Member>> {
  const team = new Map([['eleanor', admin]]);
  await call('PATCH', `/v1/team/${admin.id}`, { name: people[0]!.name });
  for (const { key, name, role, accessDays } of people.slice(1)) {
    const ends = accessDays !== undefined && { accessEndsOn: addDays(today, accessDays) };
    const member = { name, mail: mailOf(key), role, ...ends };
    team.set(key, await call<Member>('POST', '/v1/team', member));
  }
  return team;
}

const partOf = ({ access, portal, notify, sign }: DemoContact) => ({ access, portal, notify, sign });

/** A person who is a contact of several clients is one contact, linked to each. */
async function addContact(call: Call, { parts }: DemoPerson, clientIds: ReadonlyMap<string, string>): Promise<void> {
  const [first, ...more] = parts;
  const { id } = await call<Made>('POST', `/v1/clients/${clientIds.get(first!.number)}/contacts`, first!.contact);
  for (const { number, contact } of more)
    await call('PUT', `/v1/clients/${clientIds.get(number)}/contacts/${id}`, partOf(contact));
}

const scopeOf = ({ except, only }: Person, clientIds: ReadonlyMap<string, string>) => {
  const ids = (numbers: readonly string[]) => numbers.map((number) => clientIds.get(number)!);
  return { ...(except && { except: ids(except) }), ...(only && { only: ids(only) }) };
};

/** Loads the demo firm through the public API, as its administrator would. Answers the team. */
export async function loadDemo(url: string, token: string, now: number): Promise<Member[]> {
  const call = apiCall(url, token);
  const { member: admin } = await call<{ member: Member }>('GET', '/v1/me');
  const team = await inviteTeam(call, admin, civilDateAt(new Date(now).toISOString(), firm.timeZone));
  const all = demoClients();
  const made = await together(all, 4, async ({ number, name, kind, lead, tags, lifecycle }) => {
    const body = { number, name, kind, tags, lifecycle, responsible: team.get(lead)!.id };
    return [number, (await call<Made>('POST', '/v1/clients', body)).id] as const;
  });
  const clientIds = new Map(made);
  await together(demoContacts(all), 4, (person) => addContact(call, person, clientIds));
  for (const [number, text] of Object.entries(standingNotes))
    await call('POST', `/v1/clients/${clientIds.get(number)}/notes`, { text });
  for (const person of people.filter(({ except, only }) => except ?? only))
    await call('PATCH', `/v1/team/${team.get(person.key)!.id}`, { scope: scopeOf(person, clientIds) });
  return [...team.values()];
}
