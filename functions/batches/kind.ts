import type * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Caller, CallerRole, Loading } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Batch, Row } from './batch.ts';

/** What a step loads with: the table behind the walls of who started it, and what its kind needs beyond. */
export type Working<Deps> = Loading<Deps> & {
  caller: Caller;
  now: string;
  /** What came of the item before: a sweep goes on behind it. */
  last: Row | undefined;
};

/** Which item it is: what people read, whose it is, what it is about. */
export type Head = { label: string; clientIds?: readonly string[]; about?: Row['about'] };

/** What comes of one item, written in one transaction with its row. */
export type Step = Head & { outcome: string; why?: string; write: readonly Decided[] };

/** There is nothing to do yet: look again in so many seconds. */
export type Waiting = { wait: number };

type Next = Step | Waiting | 'end';

/**
 * One kind of long work. `step` loads and decides the item at a position, from 0; a sweep takes the next that is left
 * instead. It may run more than once for a position: what it decides is written once.
 */
export type BatchKind<Deps, Given = Batch['given']> = {
  kind: string;
  /** Who may do this; looked up again while it runs. */
  allow: readonly CallerRole[];
  /** Goes on when who started it lost their access or role meanwhile: what was begun must not stay half done. */
  outlives?: true;
  given?: z.ZodType<Given>;
  step: (
    batch: Omit<Stored<Batch>, 'given'> & { given: Given },
    position: number,
    from: Working<Deps>,
  ) => Promise<Next>;
};

/** Pins the types of one kind by the schema of what it is given. */
export const kindsOf =
  <Deps extends object = object>() =>
  <Given>(kind: BatchKind<Deps, Given>): BatchKind<Deps> =>
    kind as unknown as BatchKind<Deps>;

export const refusal = ({ label, clientIds, about }: Head, { message }: Error): Step => ({
  label,
  ...(clientIds && { clientIds }),
  ...(about && { about }),
  outcome: 'refused',
  why: message,
  write: [],
});

/** A step whose refusals say which item was refused. */
export async function stepOn(head: Head, decide: () => Promise<Omit<Step, keyof Head>>): Promise<Step> {
  try {
    return { ...head, ...(await decide()) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.retryAfter !== undefined) throw error;
    return refusal(head, error);
  }
}
