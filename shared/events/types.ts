import type { RecordWrite } from '../table/entity.ts';
import type { Write } from '../table/table.ts';
import type { Changes, RightsTaken, Tail } from './chain.ts';

/** What must hold of an item that is not changed. */
export type Check = Extract<Write, { check: unknown }>;

/** One event of one aggregate, with the records it changes: what `write` takes. */
export type Decided = {
  type: string;
  tail: Tail;
  records: readonly RecordWrite[];
  /** Records told of without being changed, such as one whose secret was shown. */
  about?: readonly string[];
  /** What to tell beyond the records' own changes. */
  tell?: Changes;
  /** Which rights it takes to see what `tell` tells. */
  rights?: RightsTaken;
  /** The clients it belongs to, where no record says so. */
  clientIds?: readonly string[];
  /** Whom alone it is for, where no record says so. */
  privateTo?: string | undefined;
  /** The last event of the chain whose content this one takes away. */
  erases?: number;
  /** What it was decided on and does not change: if that moved meanwhile, it is decided again. */
  provided?: readonly Check[];
  /** Bookkeeping that arrives with it: no record, and no part of any chain. */
  also?: readonly Write[];
};

type More = Pick<Decided, 'about' | 'tell' | 'rights' | 'clientIds' | 'privateTo' | 'erases' | 'provided' | 'also'>;

export type EventTypes<Type extends string> = {
  (type: Type, tail: Tail, records: readonly RecordWrite[], more?: More): Decided;
  /** Every type with what it says, for docs/events.md. */
  types: Readonly<Record<Type, string>>;
};

/** A capability's events, listed once: `noun.verbed` and what happened. Gives the function that makes one. */
export function eventTypes<Type extends string>(types: Record<Type, string>): EventTypes<Type> {
  return Object.assign(
    (type: Type, tail: Tail, records: readonly RecordWrite[], more: More = {}): Decided => ({
      type,
      tail,
      records,
      ...more,
    }),
    { types },
  );
}
