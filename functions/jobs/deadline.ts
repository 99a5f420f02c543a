import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';

/** The day that a law or a contract sets, which is not the day on which the firm means to be done. */
export const Deadline = z
  .object({
    on: CivilDate,
    /** By which rule, for people. */
    says: z.array(z.string().max(300)).max(12),
    /** In the list of deadlines: `us-1040`. */
    key: z.string().max(60).optional(),
    /** By which form it can be extended, and to which deadline. */
    extension: z.object({ form: z.string().max(40), to: z.string().max(60) }).optional(),
  })
  .meta({ id: 'JobDeadline' });
export type Deadline = z.output<typeof Deadline>;

/** A deadline that was put off: the day before stays known. */
export const Extension = z
  .object({
    from: CivilDate,
    to: CivilDate,
    form: z.string().max(40).optional(),
    reason: z.string().max(500).optional(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'JobExtension' });
export type Extension = z.output<typeof Extension>;

/** That something was filed with an agency, or accepted or rejected by it. */
export const Filing = z
  .object({
    what: z.enum(['filed', 'accepted', 'rejected']),
    /** With whom: IRS, Colorado. */
    agency: z.string().trim().min(1).max(80),
    on: CivilDate,
    reference: z.string().trim().min(1).max(80).optional(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'JobFiling' });
export type Filing = z.output<typeof Filing>;
