import type { ReadModel } from '../../shared/events/project.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { firms, members } from '../firm/store.ts';
import { Conflict, Finding } from './conflict.ts';
import { mentionsOf } from './search.ts';

const partition = (id: string) => `CONFLICT#${id}`;
const ofClient = (clientId: string | undefined) => (clientId === undefined ? [] : [clientId]);

export const conflicts = entity({
  name: 'conflict search',
  schema: Conflict,
  key: (id: string) => ({ pk: partition(id), sk: 'CONFLICT' }),
  id: ({ id }) => id,
  indexes: ({ id, clientId, searchedAt }) => ({
    byStatusPk: 'CONFLICT',
    byStatusSk: `${searchedAt}#${id}`,
    ...(clientId !== undefined && { byClientPk: `CLIENT#${clientId}`, byClientSk: `CONFLICT#${searchedAt}#${id}` }),
  }),
  clientIds: ({ clientId }) => ofClient(clientId),
});

export const findings = entity({
  name: 'finding',
  schema: Finding,
  key: ({ conflictId, place }: Pick<Finding, 'conflictId' | 'place'>) => ({
    pk: partition(conflictId),
    sk: `FINDING#${String(place).padStart(2, '0')}`,
  }),
  id: ({ conflictId, place }) => ({ conflictId, place }),
  clientIds: ({ clientId }) => ofClient(clientId),
});

export const mentionPk = (id: string): string => `MENTION#${id}`;

/** By these an erasure finds the reports that speak of someone. */
export const mentionModels: readonly ReadModel[] = [
  {
    of: 'finding',
    rows(item) {
      const finding = findings.read(item);
      const { conflictId, place } = finding;
      const row = { entity: 'mention', conflictId, clientIds: ofClient(finding.clientId) };
      const ids = new Set([
        ...mentionsOf(finding),
        ...(finding.erasedAt === undefined ? ofClient(finding.clientId) : []),
      ]);
      return [...ids].map((id): Item => ({ pk: mentionPk(id), sk: `${conflictId}#${place}`, ...row }));
    },
  },
];

export type Report = { tail: Tail; conflict: Stored<Conflict>; findings: Stored<Finding>[] };

/** All of them: what was found for twenty names may be more than one page of the table holds. */
async function everyFinding(records: Records, pk: string): Promise<Stored<Finding>[]> {
  const found: Stored<Finding>[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk, range: { prefix: 'FINDING#' }, strong: true }, cursor);
    found.push(...page.items.map(findings.read));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** A report with everything that was found; whoever may not see its prospect does not see it. */
export async function loadReport(records: Records, id: string): Promise<Report> {
  const pk = partition(id);
  const [tail, conflict, found] = await Promise.all([
    records.tail(pk),
    records.get(conflicts, id),
    everyFinding(records, pk),
  ]);
  return { tail, conflict, findings: found };
}

type ListOf = { clientId?: string | undefined; limit: number };

/** Conflict searches, newest first: all, or those for one client. */
export async function listConflicts(records: Records, { clientId, limit }: ListOf, cursor?: string) {
  const { items, next } = await records.page(
    clientId === undefined
      ? { index: 'byStatus', pk: 'CONFLICT', limit, newestFirst: true }
      : { index: 'byClient', pk: `CLIENT#${clientId}`, range: { prefix: 'CONFLICT#' }, limit, newestFirst: true },
    cursor,
  );
  return { items: items.map(conflicts.read), ...(next !== undefined && { next }) };
}

/** Whom to ask for what one may not see. */
export async function administrators(records: Records): Promise<{ id: string; name: string }[]> {
  const { admins } = await records.get(firms, 'firm');
  return (await records.getMany(members, admins)).map(({ id, name }) => ({ id, name }));
}
