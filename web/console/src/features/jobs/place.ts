import * as z from 'zod/mini';

export const views = ['list', 'board', 'calendar', 'grid', 'season'] as const;
export type View = (typeof views)[number];

const text = z.catch(z.optional(z.string()), undefined);

/** What the address of the job lists says: a filtered list is a link. */
export const JobsSearch = z.object({
  view: z.catch(z.optional(z.enum(views)), undefined),
  status: text,
  lead: text,
  sort: text,
  /** `2026-11`, of the calendar. */
  month: text,
  /** Whose tasks the calendar has: a member’s id, or everyone’s. */
  whose: text,
  template: text,
  /** Of the grid. */
  year: z.catch(z.optional(z.coerce.string()), undefined),
  /** Of the season list, by its key. */
  period: z.catch(z.optional(z.coerce.string()), undefined),
});
export type JobsSearch = z.output<typeof JobsSearch>;

export const jobTabs = ['tasks', 'client', 'review', 'comments', 'messages', 'dates', 'history'] as const;

export const JobSearch = z.object({
  tab: z.catch(z.optional(z.enum(jobTabs)), undefined),
  /** The task that is opened. */
  task: text,
});
