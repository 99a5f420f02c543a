import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { hasAccess, type Member } from '../firm/member.ts';
import type { HoldingRow } from './holding.ts';

/** Who gets what: everything goes to one person, but some roles, and some clients, to others. */
export const Wish = z.strictObject({
  to: Id('member'),
  /** By the word for a part: `responsible`, `manager`, `reviewer`. */
  roles: z.record(z.string().min(1).max(40), Id('member')).optional(),
  /** Everything of a client; this goes before `roles`. */
  byClient: z.record(Id('client'), Id('member')).optional(),
});
export type Wish = z.output<typeof Wish>;

type Part = HoldingRow['parts'][number];
type Held = Pick<HoldingRow, 'clientIds' | 'parts'>;

const Moved = z.object({ part: z.string(), of: z.string().optional(), to: z.string() });
const Stayed = z.object({ part: z.string(), of: z.string().optional(), to: z.string(), why: z.string() });
export const Given = z.object({ moves: z.array(Moved), stays: z.array(Stayed) });
export type Given = z.output<typeof Given>;

/** Whom a wish names, as they are now, with everything that keeps clients from them. */
export type Receivers = ReadonlyMap<string, Member>;

const receiverOf = ({ to, roles = {}, byClient = {} }: Wish, clientIds: readonly string[], { part }: Part): string => {
  const ofClient = clientIds.map((id) => byClient[id]).find((id) => id !== undefined);
  return ofClient ?? (Object.hasOwn(roles, part) ? roles[part] : undefined) ?? to;
};

export const namedIn = ({ to, roles = {}, byClient = {} }: Wish): string[] => [
  ...new Set([to, ...Object.values(roles), ...Object.values(byClient)]),
];

/** Why someone cannot have a part in this, or undefined. */
function whyNot(receiver: Member | undefined, clientIds: readonly string[], today: string): string | undefined {
  if (!receiver) return 'There is nobody in the team with this id';
  if (!hasAccess(receiver, today)) return `${receiver.name} has no access`;
  if (receiver.role === 'guest') return `${receiver.name} is a guest, who only reads`;
  return mayRead(receiver, clientIds) ? undefined : `${receiver.name} may not see this client`;
}

/** Who leaves may not want others to read it, and who gets it may not be meant to. */
const staysPrivate = 'This is private: it goes to nobody, unless `roles.private` says to whom';

/** What of one record goes to whom, and what cannot. */
export function give({ clientIds, parts }: Held, wish: Wish, receivers: Receivers, today: string): Given {
  const moves: Given['moves'] = [];
  const stays: Given['stays'] = [];
  for (const part of parts) {
    const to = receiverOf(wish, clientIds, part);
    const isLeft = part.part === 'private' && wish.roles?.private === undefined;
    const why = isLeft ? staysPrivate : whyNot(receivers.get(to), clientIds, today);
    if (why === undefined) moves.push({ ...part, to });
    else stays.push({ ...part, to, why });
  }
  return { moves, stays };
}

export type Planned = { row: HoldingRow } & Given;

/** Everything that someone holds, and what becomes of it. */
export const plan = (rows: readonly HoldingRow[], wish: Wish, receivers: Receivers, today: string): Planned[] =>
  rows.map((row) => ({ row, ...give(row, wish, receivers, today) }));

/** By which a preview is known again: whoever holds more, or may take less, than it showed has another. */
export const digestOf = (from: string, planned: readonly Planned[]): string =>
  sha256(
    canonical({
      from,
      items: planned
        .map(({ row: { pk: _, sk, parts }, moves, stays }) => ({ sk, parts, moves, stays }))
        .toSorted((a, b) => (a.sk < b.sk ? -1 : 1)),
    }),
  );

/** Nobody hands over to who is not there, nor to themselves; nor a client in which they have no part. */
export function checkWish(wish: Wish, from: string, receivers: Receivers, seen: ReadonlySet<string>): void {
  const people = [
    { path: 'body.to', id: wish.to },
    ...Object.entries(wish.roles ?? {}).map(([role, id]) => ({ path: `body.roles.${role}`, id })),
    ...Object.entries(wish.byClient ?? {}).map(([clientId, id]) => ({ path: `body.byClient.${clientId}`, id })),
  ];
  const issues = people.flatMap(({ path, id }) => {
    if (id === from) return [{ path, message: 'Whoever hands over does not get it back' }];
    return receivers.has(id) ? [] : [{ path, message: 'There is nobody in the team with this id' }];
  });
  for (const clientId of Object.keys(wish.byClient ?? {}))
    if (!seen.has(clientId))
      issues.push({ path: `body.byClient.${clientId}`, message: 'Nothing is held of a client with this id' });
  if (issues.length > 0) throw invalid(...issues);
}
