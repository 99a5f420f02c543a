import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { prefixes } from '../../shared/ids.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { onboardingEvent } from './events.ts';
import { Onboarding } from './onboarding.ts';

const listed = 'ONBOARDING';

export const states = ['under-way', 'finished'] as const;
export type OnboardingState = (typeof states)[number];
const listOf = ({ finishedAt }: Pick<Onboarding, 'finishedAt'>): OnboardingState =>
  finishedAt === undefined ? 'under-way' : 'finished';

export const onboardings = entity({
  name: 'onboarding',
  schema: Onboarding,
  key: (id: string) => ({ pk: `${listed}#${id}`, sk: listed }),
  id: ({ id }) => id,
  indexes: (onboarding) => ({
    byClientPk: clients.key(onboarding.clientId).pk,
    byClientSk: `${listed}#${onboarding.id}`,
    ...(onboarding.erasedAt === undefined && {
      byStatusPk: listed,
      byStatusSk: `${listOf(onboarding)}#${onboarding.begunAt}#${onboarding.id}`,
    }),
  }),
  clientIds: ({ clientId }) => [clientId],
});

/** A client has one, and it has the client's number: two who begin it at once meet in one chain. */
export const onboardingIdOf = (clientId: string): string =>
  `${prefixes.onboarding}${clientId.slice(prefixes.client.length)}`;

/** Of a client and of those that were merged into it: the index may lag, their ids do not. */
export async function onboardingsOf(
  records: Records,
  { id, mergedFrom = [] }: Pick<Client, 'id' | 'mergedFrom'>,
): Promise<Stored<Onboarding>[]> {
  const ids = [id, ...mergedFrom.map((one) => one.id)].map(onboardingIdOf);
  const found = await records.getMany(onboardings, ids);
  return found.filter(({ clientId, erasedAt }) => clientId === id && erasedAt === undefined);
}

export async function loadOnboarding(records: Records, id: string) {
  const tail = await records.tail(onboardings.key(id).pk);
  return { onboarding: await records.get(onboardings, id), tail };
}
export type Loaded = Awaited<ReturnType<typeof loadOnboarding>>;

/** One change of an onboarding as one event. */
export function changeOnboarding(
  { onboarding, tail }: Loaded,
  type: Parameters<typeof onboardingEvent>[0],
  after: Onboarding,
) {
  const write = onboardings.replace(onboarding, after);
  return { decided: onboardingEvent(type, tail, [write]), onboarding: write.after as Stored<Onboarding> };
}

type Page = { limit: number; cursor?: string | undefined };

/** Those in a state, those begun last first. */
async function onboardingsIn(records: Records, state: OnboardingState, { limit, cursor }: Page) {
  const range = { prefix: `${state}#` };
  const query = { index: 'byStatus', pk: listed, range, limit, newestFirst: true } as const;
  const { items, next } = await records.page(query, cursor);
  return { items: items.map(onboardings.read), ...(next !== undefined && { next }) };
}

type Wanted = Page & { clientId?: string | undefined; state?: OnboardingState | undefined };

/** Of the firm those that go on, where nothing else is asked for; of one client, whatever there is. */
export async function listOnboardings(records: Records, { clientId, state, ...page }: Wanted) {
  if (clientId === undefined) return onboardingsIn(records, state ?? 'under-way', page);
  const found = await onboardingsOf(records, await records.get(clients, clientId));
  return { items: found.filter((one) => state === undefined || listOf(one) === state) };
}

/** What a report reads at most of either state. */
const mostReported = 500;

/** All that began on these days of UTC, in whatever state, and whether that is all. */
export async function begunBetween(records: Records, from: CivilDate, to: CivilDate) {
  const found: Stored<Onboarding>[] = [];
  let isAll = true;
  for (const state of states) {
    let cursor: string | undefined;
    let count = 0;
    do {
      const range = { from: `${state}#${from}`, to: `${state}#${addDays(to, 1)}` };
      const page = await records.page({ index: 'byStatus', pk: listed, range, limit: 100, newestFirst: true }, cursor);
      found.push(...page.items.map(onboardings.read));
      count += page.items.length;
      cursor = page.next;
    } while (cursor !== undefined && count < mostReported);
    isAll &&= cursor === undefined;
  }
  return { found, isAll };
}
