import * as z from 'zod';
import { staffRoutes, type StaffDeps } from '../../functions/routes.ts';
import type { Role, Route } from '../../shared/http/route.ts';
import type { Item } from '../../shared/table/table.ts';
import type { Answer, Call, FirmUnderTest, Reply, Sent } from './call.ts';
import { clientCalls } from './known-calls/clients.ts';
import { firmCalls } from './known-calls/firm.ts';
import type { KnownCalls } from './known-calls/known.ts';
import { onboardingCalls } from './known-calls/onboarding.ts';
import { letterCalls } from './known-calls/letters.ts';
import { organizerCalls } from './known-calls/organizers.ts';
import { requestCalls } from './known-calls/requests.ts';
import { workCalls } from './known-calls/work.ts';
import { nowhere, type Place } from './place.ts';

export type StaffRoute = Route<StaffDeps>;

export const titleOf = ({ method, path }: Pick<StaffRoute, 'method' | 'path'>) => `${method} ${path}`;

/** Every route with its name, as `test.each` takes it. */
export const everyRoute = staffRoutes.map((route) => [titleOf(route), route] as const);
export const guardedRoutes = everyRoute.filter(([, { allow }]) => allow !== 'anyone');

export const mayCall = ({ allow }: StaffRoute, role: Role): boolean => allow === 'anyone' || allow.includes(role);

export const paramsOf = ({ path }: Pick<StaffRoute, 'path'>): (keyof Place)[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof Place);

export function pathOf({ path }: Pick<StaffRoute, 'path'>, place: Place): string {
  return path.replace(/\{(\w+)\}/g, (_, name: keyof Place) => {
    if (!(name in place)) throw new Error(`Say in test/support/place.ts what {${name}} is`);
    return place[name];
  });
}

/** One call that each route answers. A new route needs a line in the file of its kind. */
const known: KnownCalls = {
  ...firmCalls,
  ...clientCalls,
  ...workCalls,
  ...requestCalls,
  ...letterCalls,
  ...organizerCalls,
  ...onboardingCalls,
};

/** A valid call of the route, here of this place or of nowhere. */
export function validCall(
  route: StaffRoute,
  place: Place = nowhere,
): { sent: Sent; first: (call: Call, place: Place) => Promise<unknown> } {
  const call = known[titleOf(route)];
  if (!call) throw new Error(`Say in test/support/known-calls how ${titleOf(route)} is called`);
  const { sent = {}, first = () => Promise.resolve() } = call;
  return { sent: typeof sent === 'function' ? sent(place) : sent, first };
}

/** The whole table in an order that can be compared; counters of calls are not anyone's data. */
export const contentOf = ({ memory }: Pick<FirmUnderTest, 'memory'>): Item[] =>
  memory
    .all()
    .filter((item) => !item.pk.startsWith('LIMIT#'))
    .toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));

/** What a list gives, page by page. */
export async function pagesOf(call: Call, path: string, query: Record<string, string> = {}): Promise<Answer[][]> {
  const pages: Answer[][] = [];
  let cursor: string | undefined;
  do {
    const reply = await call('GET', path, { query: { ...query, ...(cursor !== undefined && { cursor }) } });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    pages.push(reply.body.items);
    cursor = reply.body.next;
  } while (cursor !== undefined && pages.length < 200);
  return pages;
}

/** How several calls at once ended, lowest first. */
export const statusesOf = (replies: readonly Reply[]): number[] =>
  replies.map(({ status }) => status).toSorted((a, b) => a - b);

/** The person's calls in one word each, for tests that read better so. */
export const verbs = (call: Call) => ({
  get: (path: string, sent?: Sent) => call('GET', path, sent),
  post: (path: string, body?: object, sent?: Sent) => call('POST', path, { ...sent, body }),
  patch: (path: string, body: object, sent?: Sent) => call('PATCH', path, { ...sent, body }),
  put: (path: string, body: object, sent?: Sent) => call('PUT', path, { ...sent, body }),
  remove: (path: string, sent?: Sent) => call('DELETE', path, sent),
});

/** A field of what a route takes, as its JSON schema describes it. */
export type Field = { name: string; type?: string; anyOf?: Omit<Field, 'name'>[] };

export function fieldsOf(schema: z.ZodType | undefined): Field[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, object>;
  };
  return Object.entries(properties).map(([name, about]) => ({ ...about, name }));
}
