import { DomainError, invalid } from '../errors.ts';
import { canonical, sha256 } from '../events/chain.ts';
import type { Right } from '../table/fields.ts';
import type { Item, Key, Write } from '../table/table.ts';

const dayInSeconds = 86_400;
/** A larger answer is not kept but read again, if it says where. */
const largest = 4_096;

export type Kept = {
  status: number;
  answer?: string;
  location?: string;
  etag?: string;
  /** The rights of who was answered: an answer is not given again to someone who has lost one. */
  rights?: readonly Right[];
};

/** One retried call: which record remembers it, and what it asked for. */
export type Once = { key: Key; bodyHash: string };

/** `caller` and `route` are part of the key: two people, or two routes, never share an answer. */
export function once(header: string, caller: string, route: string, input: unknown): Once {
  if (!/^[\x21-\x7e]{1,200}$/.test(header))
    throw invalid({ path: 'Idempotency-Key', message: 'Takes 1 to 200 visible ASCII characters' });
  return {
    key: { pk: `IDEMPOTENCY#${caller}#${route}#${header}`, sk: 'IDEMPOTENCY' },
    bodyHash: sha256(canonical(input ?? null)),
  };
}

/** Stands in the transaction of the use case: absent, or expired and not yet swept away. */
export function remember({ key, bodyHash }: Once, kept: Kept, seconds: number): Write {
  const { answer, ...rest } = kept;
  const isKept = answer !== undefined && (kept.location === undefined || Buffer.byteLength(answer) <= largest);
  return {
    put: {
      ...key,
      entity: 'idempotency',
      bodyHash,
      ...rest,
      ...(isKept && { answer }),
      ttl: seconds + dayInSeconds,
    },
    if: { absentOrBelow: { ttl: seconds } },
  };
}

/** The first answer, if this is the same call; 422 if the key was used for another one. */
export function recall(found: Item | undefined, { bodyHash }: Once, seconds: number): Kept | undefined {
  if (!found || (found.ttl as number) < seconds) return undefined;
  if (found.bodyHash !== bodyHash)
    throw new DomainError('rule-broken', 'This Idempotency-Key was used for another request', {
      field: 'Idempotency-Key',
    });
  return found as unknown as Kept;
}
