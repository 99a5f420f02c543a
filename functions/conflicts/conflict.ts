import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { digestOf, sha256 } from '../../shared/events/chain.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { ofKind } from '../../shared/table/fields.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { reasons } from './names.ts';

/** One place in the records where a name that was looked for may stand. */
export const Hit = z.object({
  what: z.enum(['client', 'contact', 'party']),
  /** The name as it stands there. */
  found: z.string(),
  why: z.enum([...reasons, 'through-someone']),
  /** A former name, or a relation that no longer stands. */
  former: z.boolean(),
  /** How it hangs together: “Jonathan Whitaker is spouse of Alicia Whitaker”. */
  via: z.array(z.string()),
  clients: z.array(z.object({ id: z.string(), name: z.string(), lifecycle: z.string() })),
  /** Whose records it is made of: for each, the clients of which a reader must see one. */
  needs: z.array(z.array(z.string())),
  /** The records whose erasure takes it away. */
  of: z.array(z.string()),
  erased: z.boolean().optional(),
});
export type Hit = z.output<typeof Hit>;

/** What was found for one name. Frozen: nothing but an erasure changes it. */
export const Finding = z.object({
  conflictId: Id('conflict'),
  place: z.int(),
  clientId: z.string().optional(),
  name: ofKind('sealed', z.string()),
  hits: ofKind('sealed', z.array(Hit)),
  /** There was more than a report holds. */
  more: z.boolean(),
  /** Words that too many have to look at them all. */
  common: ofKind('sealed', z.array(z.string())),
  erasedAt: z.iso.datetime().optional(),
});
export type Finding = z.output<typeof Finding>;

const Decision = z.enum(['clear', 'waived', 'declined']);

/** A conflict search: what was looked for, by whom, when, and what was decided on it. */
export const Conflict = z.object({
  id: Id('conflict'),
  /** The prospect it is for. */
  clientId: Id('client').optional(),
  names: ofKind('sealed', z.array(z.string())),
  note: ofKind('sealed', z.string()).optional(),
  searchedBy: z.string(),
  searchedAt: z.iso.datetime(),
  /** Over the names, who, when, and everything that was found. */
  content: ofKind('sealed', z.string()),
  salt: ofKind('sealed', z.string()),
  decision: Decision.optional(),
  reason: ofKind('sealed', z.string()).optional(),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  walled: z.string().optional(),
  erasedAt: z.iso.datetime().optional(),
});
export type Conflict = z.output<typeof Conflict>;

const Name = z.string().trim().min(1).max(200);

export const Search = z
  .strictObject({
    names: z.array(Name).min(1).max(20),
    note: z.string().trim().min(1).max(2_000).optional(),
    clientId: Id('client').optional(),
  })
  .meta({ id: 'ConflictSearch' });
export type Search = z.output<typeof Search>;

export const DecideInput = z
  .strictObject({
    decision: Decision,
    reason: z.string().trim().min(1).max(2_000),
    wall: z.strictObject({ clientId: Id('client'), deny: z.array(Id('member')).min(1).max(50) }).optional(),
  })
  .meta({ id: 'ConflictDecision' });
export type DecideInput = z.output<typeof DecideInput>;

type Frozen = Pick<Finding, 'name' | 'hits' | 'more' | 'common'>;

/** The hash over the frozen part of a report. Not over the client: a merge gives the report to another. */
export function contentOf(
  { id, names, note, searchedBy, searchedAt, salt }: Omit<Conflict, 'content'>,
  findings: readonly Frozen[],
): string {
  const found = findings.map(({ name, hits, more, common }) => ({ name, hits, more, common }));
  return digestOf(salt, { id, names, note, searchedBy, searchedAt, found });
}

/** The report of a search as it is frozen. */
export function report(
  { names, note, clientId }: Search,
  found: readonly Frozen[],
  { id, caller, now, salt }: { id: string; caller: Pick<Caller, 'id'>; now: string; salt: string },
): { conflict: Conflict; findings: Finding[] } {
  const asked = {
    id,
    ...(clientId !== undefined && { clientId }),
    names: [...names],
    ...(note !== undefined && { note }),
    searchedBy: caller.id,
    searchedAt: now,
    salt: sha256(salt),
  };
  const of = { conflictId: id, ...(clientId !== undefined && { clientId }) };
  return {
    conflict: { ...asked, content: contentOf(asked, found) },
    findings: found.map((one, place) => ({ ...of, place, ...one })),
  };
}

/** A search is decided once: what changed since is for a new search to find. */
export function decide(
  conflict: Conflict,
  { decision, reason, wall }: DecideInput,
  caller: Caller,
  now: string,
): Conflict {
  if (conflict.decision) throw broken('This search was decided; search again to decide anew');
  if (conflict.erasedAt !== undefined) throw broken('What this search found was erased in part; search again');
  return {
    ...conflict,
    decision,
    reason,
    decidedBy: caller.id,
    decidedAt: now,
    ...(wall && { walled: wall.clientId }),
  };
}

/** Whether every record that a hit is made of may be seen. */
export const isSeen = ({ needs }: Hit, caller: Caller): boolean =>
  needs.every((clientIds) => mayRead(caller, clientIds));

const gone = 'Erased';

/** What is left of a report when a client or person in it was erased: that something was found, and why. */
export function blankFinding(finding: Finding, erased: string, isTheirs: boolean, now: string): Finding {
  const isName = (hit: Hit) => hit.of.includes(erased) && ['same-name', 'contains', 'initials'].includes(hit.why);
  return {
    ...finding,
    name: isTheirs || finding.hits.some(isName) ? gone : finding.name,
    common: isTheirs ? [] : finding.common,
    hits: finding.hits.map((hit) =>
      hit.of.includes(erased)
        ? { ...hit, found: gone, via: [], clients: hit.clients.filter(({ id }) => id !== erased), of: [], erased: true }
        : hit,
    ),
    erasedAt: now,
  };
}

export function blankConflict(
  conflict: Conflict,
  findings: readonly Finding[],
  isTheirs: boolean,
  now: string,
): Conflict {
  const { note: _, reason, ...rest } = conflict;
  return {
    ...rest,
    names: findings.map(({ name }) => name),
    ...(reason !== undefined && { reason: isTheirs ? gone : reason }),
    erasedAt: now,
  };
}
