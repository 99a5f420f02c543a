import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { WallTime } from '../../shared/dates/zone.ts';

/** What others read of the row of a task that has a day (due-rows.ts makes it). */
export const DueRow = z.object({
  taskId: z.string(),
  jobId: z.string(),
  title: z.string(),
  jobTitle: z.string(),
  due: CivilDate,
  at: WallTime.optional(),
  isUpNext: z.boolean().optional(),
});
export type DueRow = z.output<typeof DueRow>;
