import type { Table } from '../shared/table/table.ts';
import type { BatchKind } from './batches/kind.ts';
import { nudgeKind } from './chasing/nudge-step.ts';
import { handOverKind } from './hand-overs/step.ts';
import { importClients, type Importing } from './imports/on-batch.ts';
import { importCloseCalendar, importJobs } from './imports/work/on-batch.ts';
import { bulkKinds } from './jobs/bulk/step.ts';
import { undoKind } from './jobs/bulk/undo.ts';
import { rollOutKind } from './jobs/roll-out/step.ts';
import { mergeKinds } from './merges/kinds.ts';
import { discarding, releasing } from './notifications/held-mail.ts';
import { editSeriesKind } from './recurrence/scope/step.ts';

/** What the kinds load with. */
export type BatchDeps = { table: Table } & Importing;

/** Every kind of long work that the batch machine does. */
export const batchKinds: readonly BatchKind<BatchDeps>[] = [
  ...mergeKinds,
  handOverKind,
  importClients(),
  importCloseCalendar(),
  importJobs(),
  releasing,
  discarding,
  rollOutKind,
  ...bulkKinds,
  undoKind,
  editSeriesKind,
  nudgeKind,
];
