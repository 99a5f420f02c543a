import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

export const seriesStates = ['active', 'paused', 'ended'] as const;

/** What the address of the list says: a filtered list is a link. */
export const SeriesListSearch = z.object({
  status: z.catch(z.optional(z.enum(seriesStates)), undefined),
  template: text,
  sort: text,
});
export type SeriesListSearch = z.output<typeof SeriesListSearch>;

export const seriesTabs = ['next', 'changes', 'jobs'] as const;
export const SeriesSearch = z.object({ tab: z.catch(z.optional(z.enum(seriesTabs)), undefined) });

/** For whom a new series is, as far as is known. */
export const NewSeriesSearch = z.object({ client: text, engagement: text, service: text });
