import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { Engagement, type Status, statusOf } from './engagement.ts';
import { handOver, holders } from './holders.ts';

export const engagements = entity({
  name: 'engagement',
  schema: Engagement,
  key: (id: string) => ({ pk: `ENGAGEMENT#${id}`, sk: 'ENGAGEMENT' }),
  id: (engagement) => engagement.id,
  indexes: (engagement) => ({
    byClientPk: `CLIENT#${engagement.clientId}`,
    byClientSk: `ENGAGEMENT#${engagement.id}`,
    byStatusPk: 'ENGAGEMENT',
    byStatusSk: `${statusOf(engagement)}#${engagement.id}`,
  }),
  clientIds: (engagement) => [engagement.clientId],
  holders,
  handOver,
});

/** The client of an engagement; one that was merged into another is that one now. */
async function clientOf(records: Records, id: string) {
  const found = await records.present(clients, id);
  if (!found) throw notFound('client', id);
  return found;
}

/** An engagement and its client, with the tail of its chain, read first, ready to be changed. */
export async function loadEngagement(records: Records, id: string) {
  const tail = await records.tail(engagements.key(id).pk);
  const engagement = await records.get(engagements, id);
  return { engagement, tail, client: await clientOf(records, engagement.clientId) };
}

type Page = { limit: number; cursor?: string | undefined };

/** What the firm does for a client, newest first. */
export async function engagementsOf(records: Records, clientId: string, { limit, cursor }: Page) {
  const range = { prefix: 'ENGAGEMENT#' };
  const [{ items, next }] = await Promise.all([
    records.page({ index: 'byClient', pk: `CLIENT#${clientId}`, range, limit, newestFirst: true }, cursor),
    records.get(clients, clientId),
  ]);
  return { items: items.map(engagements.read), ...(next !== undefined && { next }) };
}

/** All engagements of a client, whatever their state. */
export async function everyEngagementOf(records: Records, clientId: string): Promise<Stored<Engagement>[]> {
  const found: Stored<Engagement>[] = [];
  let cursor: string | undefined;
  do {
    const page = await engagementsOf(records, clientId, { limit: 100, cursor });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** Engagements of all clients by status, newest first in each. */
export async function listEngagements(
  records: Records,
  { status, limit, cursor }: Page & { status?: Status | undefined },
) {
  const range = status && { range: { prefix: `${status}#` } };
  const { items, next } = await records.page(
    { index: 'byStatus', pk: 'ENGAGEMENT', ...range, limit, newestFirst: true },
    cursor,
  );
  return { items: items.map(engagements.read), ...(next !== undefined && { next }) };
}

/** Whether there is one, ended or not. It is asked of an index, which lags: one of this very moment may be missed. */
export const hasEngagements = async (records: Records): Promise<boolean> =>
  (await listEngagements(records, { limit: 1 })).items.length > 0;
