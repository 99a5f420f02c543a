import type { Column } from '../columns.ts';
import type { Unfit } from '../draft.ts';
import type { Of } from '../import.ts';
import type { Expected } from '../headings.ts';
import type { SheetRow } from '../sheet.ts';
import type { Columns } from '../target.ts';
import { planCalendar } from './calendar-plan.ts';
import { calendarOf } from './calendar-columns.ts';
import { jobsOf } from './job-columns.ts';
import { draftOf, type WorkDraft } from './draft.ts';
import { planJob } from './job-plan.ts';
import type { From, WorkPlan } from './row-plan.ts';

/** What one kind of file about work is, and what its rows come to. */
export type WorkKind = {
  of: Exclude<Of, 'clients'>;
  batch: string;
  expected: (stated: Columns) => Expected;
  draft: (row: SheetRow, columns: readonly Column[]) => WorkDraft | Unfit;
  plan: (draft: WorkDraft, from: From) => Promise<WorkPlan>;
};

export const closeCalendar: WorkKind = {
  of: 'close-calendar',
  batch: 'import-close-calendar',
  expected: calendarOf,
  draft: (row, columns) =>
    draftOf(row, columns, {
      about: ['service'],
      missing: 'The row does not say what is done: a service or a template',
      tells: ({ service = '' }) => [service.toLowerCase()],
    }),
  plan: planCalendar,
};

export const openJobs: WorkKind = {
  of: 'jobs',
  batch: 'import-jobs',
  expected: jobsOf,
  draft: (row, columns) =>
    draftOf(row, columns, {
      about: ['title', 'template'],
      missing: 'The row says neither a template nor a title',
      tells: ({ 'source.id': id, template = '', title = '', period = '', start = '' }) =>
        id === undefined ? [template.toLowerCase(), title.toLowerCase(), period, template === '' ? start : ''] : [id],
    }),
  plan: planJob,
};
