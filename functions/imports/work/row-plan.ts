import { DomainError, type Issue } from '../../../shared/errors.ts';
import type { Decided } from '../../../shared/events/types.ts';
import type { Caller } from '../../../shared/http/route.ts';
import type { NewId } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Mark } from '../mark.ts';
import type { Change } from '../merge.ts';
import type { Action } from '../plan.ts';
import { against, baseOf, type WorkDraft } from './draft.ts';

/** With what a row is decided, in a dry run as when it is imported. */
export type From = {
  records: Records;
  caller: Caller;
  now: string;
  newId: NewId;
  /** The other rows of the file, by what they are. */
  rows: ReadonlyMap<string, WorkDraft>;
  /** Only then is told which days would come of it. */
  isDry: boolean;
};

/** What becomes of a row, and what is written for it. */
export type WorkPlan = {
  action: Action;
  why?: string;
  clientId?: string;
  /** As people read it, with the client’s own name. */
  name?: string;
  /** What it is in the books, whatever the file calls it. */
  key?: string;
  about?: Record<string, string>;
  changes: Change[];
  notes: string[];
  dates?: { of: string; on: string }[];
  write: readonly Decided[];
};

const refusedPlan = (why: string, more: Partial<WorkPlan>): WorkPlan => ({
  action: 'refused',
  why,
  changes: [],
  notes: [],
  write: [],
  ...more,
});

const sentenceOf = ({ message, details }: DomainError): string => {
  const issues = details.issues as Issue[] | undefined;
  return issues && issues.length > 0 ? issues.map((issue) => issue.message).join('. ') : message;
};

/** A broken rule is why a row is refused; what is known by then is told of it all the same. */
export async function orRefused(more: Partial<WorkPlan>, plan: () => Promise<WorkPlan>): Promise<WorkPlan> {
  try {
    return { ...more, ...(await plan()) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.retryAfter !== undefined) throw error;
    return refusedPlan(sentenceOf(error), more);
  }
}

type Known = { clientId: string; key: string; about?: Record<string, string> };

/** Of a row that a file had before: another row of this file that means the same, or nothing new at all. */
export function asBefore(draft: WorkDraft, mark: Mark | undefined, of: string, known: Known, { rows }: From) {
  const base = mark?.bases[of];
  const rival = base && base.fields.ref !== draft.ref ? rows.get(base.fields.ref ?? '') : undefined;
  const settled = rival && against(draft, rival);
  if (settled) {
    if ('told' in settled) return unchanged(settled.told, draft, known);
    if ('refused' in settled) return refusedPlan(settled.refused, known);
  }
  return base?.digest === baseOf(draft).digest && base.fields.ref === draft.ref
    ? unchanged('As in the file that was imported before', draft, known)
    : undefined;
}

export const unchanged = (why: string, { notes }: WorkDraft, known: Known): WorkPlan => ({
  action: 'unchanged',
  why,
  ...known,
  changes: [],
  notes,
  write: [],
});

/** Whether a cell says something else than the last time: what people changed here since stays otherwise. */
export const isAnew = (draft: WorkDraft, mark: Mark | undefined, of: string, field: string): boolean => {
  const last = mark?.bases[of]?.fields[field];
  return draft.said[field] !== undefined && (last === undefined || last !== baseOf(draft).fields[field]);
};

/** The mark of a row with what it says now. */
export const markedBy = (draft: WorkDraft, of: string, mark: Stored<Mark> | undefined): Mark['bases'] => {
  const { digest, fields } = baseOf(draft);
  const had = mark?.bases[of]?.fields;
  return { ...mark?.bases, [of]: { digest, fields: { ...had, ...fields } } };
};
