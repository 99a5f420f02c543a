import { contactsOf, demoClients, mailOf, people, type Person } from './firm.ts';

/** One call of the public API; a refusal ends the loading with its words. */
export type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

type Member = { id: string; name: string; mail: string; role: string };
type Made = { id: string };

export function apiCall(url: string, token: string): Call {
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
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

async function inviteTeam(call: Call, admin: Member, today: number): Promise<Map<string, Member>> {
  const team = new Map([['eleanor', admin]]);
  await call('PATCH', `/v1/team/${admin.id}`, { name: people[0]!.name });
  for (const { key, name, role, accessDays } of people.slice(1)) {
    const ends = accessDays && new Date(today + accessDays * 86_400_000).toISOString().slice(0, 10);
    const member = { name, mail: mailOf(key), role, ...(ends && { accessEndsOn: ends }) };
    team.set(key, await call<Member>('POST', '/v1/team', member));
  }
  return team;
}

/** A person who is a contact of several clients is one contact, linked to each. */
async function addContacts(call: Call, clientIds: ReadonlyMap<string, string>): Promise<void> {
  const known = new Map<string, string>();
  const all = demoClients();
  for (const client of all) {
    const clientId = clientIds.get(client.number)!;
    for (const { name, mail, phone, ...part } of contactsOf(client, all)) {
      const contactId = known.get(name);
      if (contactId !== undefined) await call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, part);
      else {
        const body = { name, phone, ...(mail !== undefined && { mail }), ...part };
        known.set(name, (await call<Made>('POST', `/v1/clients/${clientId}/contacts`, body)).id);
      }
    }
  }
}

const scopeOf = ({ except, only }: Person, clientIds: ReadonlyMap<string, string>) => {
  const ids = (numbers: readonly string[]) => numbers.map((number) => clientIds.get(number)!);
  return { ...(except && { except: ids(except) }), ...(only && { only: ids(only) }) };
};

/** Loads the demo firm through the public API, as its administrator would. Answers the team. */
export async function loadDemo(url: string, token: string, today: number): Promise<Member[]> {
  const call = apiCall(url, token);
  const { member: admin } = await call<{ member: Member }>('GET', '/v1/me');
  const team = await inviteTeam(call, admin, today);
  const made = await together(demoClients(), 4, async ({ number, name, kind, lead, tags, lifecycle }) => {
    const body = { number, name, kind, tags, lifecycle, responsible: team.get(lead)!.id };
    return [number, (await call<Made>('POST', '/v1/clients', body)).id] as const;
  });
  const clientIds = new Map(made);
  await addContacts(call, clientIds);
  for (const person of people.filter(({ except, only }) => except ?? only))
    await call('PATCH', `/v1/team/${team.get(person.key)!.id}`, { scope: scopeOf(person, clientIds) });
  return [...team.values()];
}
