import * as z from 'zod';
import { broken, DomainError, forbidden } from '../../shared/errors.ts';
import { canonical } from '../../shared/events/chain.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { mayRead } from '../../shared/table/walls.ts';
import type { Batch } from '../batches/batch.ts';
import { digestOf, Given, type Planned, Wish } from './plan.ts';

/** The last time someone handed over what they held. A call that is repeated finds its work here. */
export const HandOver = z.object({
  memberId: Id('member'),
  batchId: Id('batch'),
  digest: z.string(),
  wish: Wish,
  endAccess: z.boolean(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
});
export type HandOver = z.output<typeof HandOver>;

export const HandOverInput = z
  .strictObject({
    ...Wish.shape,
    /** Of the preview that was looked at. */
    digest: z.string().min(1).max(100),
    endAccess: z.boolean(),
  })
  .meta({ id: 'HandOverInput' });
export type HandOverInput = z.output<typeof HandOverInput>;

const Count = z.object({ moves: z.int(), stays: z.int() });

export const PreviewView = z
  .object({
    memberId: z.string(),
    digest: z.string(),
    items: z.array(
      Given.extend({ kind: z.string(), id: z.string(), label: z.string(), clientIds: z.array(z.string()) }),
    ),
    /** Parts in all. */
    total: Count,
    /** Of these, parts in what you may not see: they go with the rest, to whoever may see it. */
    hidden: Count,
  })
  .meta({ id: 'HandOverPreview' });

const count = (planned: readonly Planned[]) => ({
  moves: planned.reduce((sum, { moves }) => sum + moves.length, 0),
  stays: planned.reduce((sum, { stays }) => sum + stays.length, 0),
});

const isSeen =
  (caller: Caller) =>
  ({ row }: Planned): boolean =>
    mayRead(caller, row.clientIds);

/**
 * What is behind the caller's own wall goes with the rest, or clients would be left with someone who is gone; of it
 * they are told how much it is, so that they know whether an administrator who sees it must look after what stays.
 */
export function preview(memberId: string, planned: readonly Planned[], caller: Caller) {
  const seen = planned.filter(isSeen(caller));
  const [total, shown] = [count(planned), count(seen)];
  return {
    memberId,
    digest: digestOf(memberId, planned),
    items: seen.map(({ row: { kind, id, label, clientIds }, moves, stays }) => ({
      kind,
      id,
      label,
      clientIds: clientIds.filter((one) => mayRead(caller, [one])),
      moves,
      stays,
    })),
    total,
    hidden: { moves: total.moves - shown.moves, stays: total.stays - shown.stays },
  };
}

const wishOf = ({ to, roles, byClient }: Wish): Wish => ({
  to,
  ...(roles && { roles }),
  ...(byClient && { byClient }),
});

const isSame = (before: HandOver, input: HandOverInput) =>
  canonical([before.digest, before.wish, before.endAccess]) ===
  canonical([input.digest, wishOf(input), input.endAccess]);

type Earlier = { handOver: HandOver; batch: Pick<Batch, 'status'> } | undefined;

/** Whether this call only repeats the one that began the work. */
export function isRepeated(earlier: Earlier, input: HandOverInput, digest: string): boolean {
  if (!earlier) return false;
  const isRunning = earlier.batch.status === 'running';
  // What was handed over and came back can be handed over again, in the same words.
  if (isSame(earlier.handOver, input) && (isRunning || digest !== input.digest)) return true;
  if (isRunning) throw broken('A hand-over of this person is under way; wait until it is done, or stop it');
  return false;
}

/** Only what was seen in the preview is done. */
export function checkSeen(shown: ReturnType<typeof preview>, input: HandOverInput): void {
  if (shown.digest === input.digest) return;
  throw new DomainError('conflict', 'What is held, or who can take it, has changed since the preview; look again', {
    preview: shown,
  });
}

export function checkMayEnd({ endAccess }: HandOverInput, caller: Caller): void {
  if (endAccess && caller.role !== 'admin')
    throw forbidden('Ending someone’s access takes the role admin; hand over without it', { field: 'endAccess' });
}

export const begin = (input: HandOverInput, memberId: string, batchId: string, by: string, now: string): HandOver => ({
  memberId,
  batchId,
  digest: input.digest,
  wish: wishOf(input),
  endAccess: input.endAccess,
  startedBy: by,
  startedAt: now,
});
