import type { Decided } from '../../../shared/events/types.ts';
import type { NewId } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { Firm } from '../../firm/firm.ts';
import type { Acting, JobChange } from '../changing.ts';
import type { WholeJob } from '../store.ts';
import type { Auto, Task } from '../task.ts';

/** A step about to run, with its job as it is now. */
export type Running = {
  table: Table;
  records: Records;
  whole: WholeJob;
  task: Stored<Task>;
  auto: Auto;
  firm: Stored<Firm>;
  acting: Acting;
  newId: NewId;
};

/**
 * What a step comes to, all in the one transaction that marks it done: a change of its own job, and of others. `asked`: a
 * person records how it ended, unless what was asked `beside` it has an end of its own; `why` says why it did not go by itself.
 */
export type Effect = { change?: JobChange; beside?: readonly Decided[]; isAsked?: true; why?: string } | 'asked';

/** A letter that a step has drafted, or sent at once: it is done when everyone has signed. Or why a person writes that. */
export type ByLetter = {
  byLetter: { id: string; isOut: boolean } | { why: string };
  /** By which a document is signed off. */
  signsOff?: true;
  beside?: readonly Decided[];
};

export type Step = (running: Running) => Promise<Effect | ByLetter> | Effect | ByLetter;
