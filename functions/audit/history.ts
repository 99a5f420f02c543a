import * as z from 'zod';
import { type Change, type Changes, type Event, eventKey, type RightsTaken } from '../../shared/events/chain.ts';
import { has } from '../../shared/http/rights.ts';
import { type Caller, leads } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { type Item, nameOf } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { members } from '../firm/store.ts';
import { accesses } from '../walls/store.ts';

/** One line of a history: who, when, what, before → after. */
export const HistoryEntry = z
  .object({
    id: z.string(),
    type: z.string(),
    at: z.iso.datetime(),
    actor: z.object({ id: z.string(), name: z.string() }),
    /** The chain and the place in it. */
    chain: z.string(),
    seq: z.int(),
    on: z.array(z.string()),
    /** By record, by field: [before, after]; `hidden` where it takes a right you lack. Absent where the content was erased. */
    changes: z.record(z.string(), z.record(z.string(), z.tuple([z.unknown(), z.unknown()]))).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'HistoryEntry' });

/** Actors that are no person. */
const machinery: Record<string, string> = { setup: 'Set-up', system: 'Firmament' };

/** Ids of clients behind a wall are not told, wherever something mentions them. */
export function withoutHidden<T>(value: T, caller: Caller): T {
  const hide = (text: string) => text.replace(/cli_\w{26}/g, (id) => (mayRead(caller, [id]) ? id : 'hidden'));
  const clean = (one: unknown): unknown => {
    if (typeof one === 'string') return hide(one);
    if (Array.isArray(one)) return one.map(clean);
    if (one === null || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [hide(name), clean(inner)]));
  };
  return clean(value) as T;
}

const unseen: Change = ['hidden', 'hidden'];

/** What changed, without what takes a right that the caller lacks: that it changed is told, not from what to what. */
export function withoutRights(changes: Changes, rights: RightsTaken, caller: Pick<Caller, 'rights'>): Changes {
  const show = (sk: string, fields: Changes[string]) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, change]) => {
        const right = rights[sk]?.[name];
        return [name, right === undefined || has(caller, right) ? change : unseen];
      }),
    );
  return Object.fromEntries(Object.entries(changes).map(([sk, fields]) => [sk, show(sk, fields)]));
}

export type History = { events: readonly Event[]; names: ReadonlyMap<string, string>; next?: string | undefined };

/**
 * The events that the rows of an index point to, with the names of who acted: one read for both,
 * since the row says who acted. Behind a wall, an event is left out.
 */
export async function historyOf(records: Records, rows: readonly Item[], next?: string): Promise<History> {
  const eventKeys = rows.map((row) => eventKey(row.pk, row.seq as number));
  const items = await records.items([...eventKeys, ...actorsOf(rows).map(members.key)]);
  const byKey = new Map(items.map((item) => [nameOf(item), item]));
  const events = eventKeys.flatMap((key) => (byKey.get(nameOf(key)) as Event | undefined) ?? []);
  return { events, names: namesIn(items), next };
}

/** The same of events that were read already. */
export async function historyWith(records: Records, events: readonly Item[], next?: string): Promise<History> {
  const people = await records.items(actorsOf(events).map(members.key));
  return { events: events as readonly Event[], names: namesIn(people), next };
}

const actorsOf = (rows: readonly Item[]): string[] =>
  [...new Set(rows.map((row) => row.actor as string))].filter((actor) => actor.startsWith('mem_'));

function namesIn(items: readonly Item[]): Map<string, string> {
  const people = items.filter((item) => item.entity === 'member').map(members.read);
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** Whom a wall keeps from whom is for those who lead: to others, only that it changed. */
const mayBeTold = (pk: string, { role }: Caller) => pk !== accesses.key('').pk || leads.some((lead) => lead === role);

export const present = ({ events, names, next }: History, caller: Caller) => ({
  items: events.map(({ id, type, at, actor, pk, seq, on, changes, rights = {}, requestId }) => ({
    id,
    type,
    at,
    actor: { id: actor, name: names.get(actor) ?? machinery[actor] ?? 'Someone no longer in the team' },
    chain: pk,
    seq,
    on,
    requestId,
    ...(changes && mayBeTold(pk, caller) && { changes: withoutHidden(withoutRights(changes, rights, caller), caller) }),
  })),
  ...(next !== undefined && { next }),
});
