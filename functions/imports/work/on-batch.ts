import * as z from 'zod';
import { leads } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import { kindsOf, type Step } from '../../batches/kind.ts';
import { bytesFor, head, type Importing, keeping, outcomes } from '../on-batch.ts';
import { imports } from '../store.ts';
import { closeCalendar, openJobs, type WorkKind } from './kinds.ts';
import type { WorkPlan } from './row-plan.ts';
import { readWork } from './read.ts';

const fieldOf = (field: string) => field.split(' ')[0]!;

function asStep(of: { row: number; name: string }, plan: WorkPlan): Step {
  const { action, why, clientId, name = of.name, about, changes, notes, write } = plan;
  return {
    ...head({ row: of.row, name }),
    ...(clientId !== undefined && { clientIds: [clientId] }),
    about: {
      row: of.row,
      notes,
      changes: changes.map(({ field }) => fieldOf(field)),
      ...(clientId !== undefined && { clientId }),
      ...about,
    },
    outcome: outcomes[action],
    ...(why !== undefined && { why }),
    write,
  };
}

/** Each row of a file is one transaction: what it begins or changes, and by what it is known again. */
const importing = (kind: WorkKind) => {
  const readOnce = keeping(async (one, from) => readWork(kind, await bytesFor(one, from), one));
  return kindsOf<Importing>()({
    kind: kind.batch,
    allow: leads,
    given: z.object({ importId: Id('import') }),
    async step({ given }, position, from) {
      const { records, caller, now, newId } = from;
      const one = await records.get(imports, given.importId);
      const { settled, rows } = await readOnce(one, from);
      const row = settled[position];
      if (!row) return 'end';
      const about = { row: row.row };
      if ('told' in row) return { ...head(row), about, outcome: outcomes.unchanged, why: row.told, write: [] };
      if ('refused' in row) return { ...head(row), about, outcome: outcomes.refused, why: row.refused, write: [] };
      return asStep(row, await kind.plan(row.draft, { records, caller, now, newId, rows, isDry: false }));
    },
  });
};

export const importCloseCalendar = () => importing(closeCalendar);
export const importJobs = () => importing(openJobs);
