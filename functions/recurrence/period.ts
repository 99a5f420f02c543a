import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';

/** What one job of a series is for: both days belong to it. The keys of one rhythm sort as its periods do. */
export const JobPeriod = z
  .object({
    /** `2026-03`, `2026-Q1`, `FY2026`, `2026-W07`, `2026-03a`, `2026-03-14`. */
    key: z.string().min(4).max(20),
    start: CivilDate,
    end: CivilDate,
    /** As people say it: `March 2026`, `Q1 2026`, `1–15 March 2026`. */
    label: z.string().min(1).max(60),
    /** On a day when the banks pay. */
    payDate: CivilDate.optional(),
  })
  .meta({ id: 'JobPeriod' });
export type JobPeriod = z.output<typeof JobPeriod>;
