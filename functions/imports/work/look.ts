import { inTurns } from '../look.ts';
import type { PlannedRow } from '../preview.ts';
import { plain } from '../preview.ts';
import { remembering } from '../remembering.ts';
import type { Settled } from '../settle.ts';
import { against, type WorkDraft } from './draft.ts';
import type { WorkKind } from './kinds.ts';
import type { From, WorkPlan } from './row-plan.ts';
import type { ReadWork } from './read.ts';

type Looked = { one: Settled<WorkDraft>; plan?: WorkPlan };

/** Rows above in the file count as done: what one begins, the next one finds. */
function shown({ one, plan }: Looked, met: Map<string, WorkDraft>, begun: Map<string, number>): PlannedRow {
  if ('refused' in one) return plain(one, 'refused', one.refused);
  if ('told' in one) return plain(one, 'unchanged', one.told);
  const { action, why, clientId, key, notes, dates } = plan!;
  const named = { row: one.row, name: plan!.name ?? one.name };
  const before = key === undefined ? undefined : met.get(key);
  if (before && action !== 'refused') {
    const settled = against(one.draft, before);
    return 'told' in settled
      ? plain(named, 'unchanged', settled.told)
      : plain(named, 'refused', 'refused' in settled ? settled.refused : '');
  }
  if (key !== undefined && action !== 'refused') met.set(key, one.draft);
  return {
    ...named,
    action,
    ...(why !== undefined && { why }),
    ...(clientId !== undefined && { clientId }),
    ...(dates && dates.length > 0 && { dates }),
    changes: withBegun(plan!, one.row, begun),
    notes,
  };
}

/** One engagement is begun for all the rows of a client. */
function withBegun({ changes, clientId }: WorkPlan, row: number, begun: Map<string, number>): WorkPlan['changes'] {
  return changes.map((change) => {
    if (change.field !== 'engagement' || clientId === undefined) return change;
    const first = begun.get(clientId);
    begun.set(clientId, first ?? row);
    return first === undefined ? change : { field: change.field, to: { asInRow: first } };
  });
}

/** What importing the rows would come to, each as it would be decided. */
export async function lookAtWork(
  kind: WorkKind,
  { settled, rows }: ReadWork,
  { records, ...from }: Omit<From, 'rows' | 'isDry'>,
): Promise<PlannedRow[]> {
  const remembered = remembering(records);
  const looked = await inTurns(settled, async (one): Promise<Looked> => {
    if (!('draft' in one)) return { one };
    return { one, plan: await kind.plan(one.draft, { ...from, records: remembered, rows, isDry: true }) };
  });
  const met = new Map<string, WorkDraft>();
  const begun = new Map<string, number>();
  return looked.map((each) => shown(each, met, begun));
}
