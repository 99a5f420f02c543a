import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import type { Check } from '../../shared/events/types.ts';
import { checkRights } from '../../shared/http/rights.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { firms } from '../firm/store.ts';
import type { Engagement } from './engagement.ts';
import { view } from './engagement-view.ts';
import { engagementEvent } from './events.ts';
import { amountIn, type Fee } from './fee.ts';
import { engagements, type loadEngagement } from './store.ts';

export const ById = z.object({ engagementId: Id('engagement') });
export const ByService = z.object({ engagementId: Id('engagement'), serviceId: Id('service') });

type Loaded = Awaited<ReturnType<typeof loadEngagement>> & { provided?: readonly Check[] };
type Given = { fee?: Fee | null | undefined };

/** What is set where, by its place in the body. */
type Placed = { path: string; given: Given };

const feeRights = { rights: new Map([['fee', 'amounts']]) };

/** Fees are set by who may see amounts. */
export function checkFees(given: readonly Given[], caller: Caller): void {
  for (const { fee } of given) checkRights(feeRights, { fee }, caller);
}

/** The firm bills, and adds up, in one currency. */
export async function checkCurrency(records: Records, placed: readonly Placed[]): Promise<void> {
  const named = placed.flatMap(({ path, given: { fee } }) => {
    const amount = fee ? amountIn(fee) : undefined;
    return amount ? [{ path: `${path}.fee`, currency: amount.currency }] : [];
  });
  if (named.length === 0) return;
  const { currency } = await records.get(firms, 'firm');
  const wrong = named.filter((one) => one.currency !== currency);
  if (wrong.length > 0) throw invalid(...wrong.map(({ path }) => ({ path, message: `Fees are in ${currency}` })));
}

/** Who is to pay is a client that the caller sees, and that the firm still works with. */
export async function checkPayer(records: Records, id: string | null | undefined, had?: string): Promise<void> {
  if (!id || id === had) return;
  const path = 'body.billingClientId';
  const payer = await records.find(clients, id);
  if (!payer) throw invalid({ path, message: 'There is no client with this id' });
  if (payer.lifecycle === 'archived' || payer.erasedAt)
    throw invalid({ path, message: `${payer.name} is archived, and cannot be billed` });
}

/** One change of an engagement: its record, its event, and the answer. */
export function changed(
  type: Parameters<typeof engagementEvent>[0],
  { engagement, tail, client, provided = [] }: Loaded,
  after: Engagement,
  caller: Caller,
) {
  notErased(client);
  const write = engagements.replace(engagement, after);
  return {
    write: [engagementEvent(type, tail, [write], { provided })],
    answer: view(write.after as Stored<Engagement>, caller),
  };
}
