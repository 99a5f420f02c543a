import * as z from 'zod';
import type { Draft } from './draft.ts';

/** What is looked at of a series: what it does now, and why. */
export const SeriesState = z.looseObject({
  id: z.string(),
  clientId: z.string(),
  status: z.string(),
  because: z.string().optional(),
  reason: z.string().optional(),
  templateName: z.string().optional(),
});
export type SeriesState = z.output<typeof SeriesState>;

export const tellsOfSeries = (type: string): boolean => type === 'series.paused' || type === 'series.ended';

/** What no longer recurs, told to who answers for the client, else to who leads the firm. What resumed meanwhile is no news. */
export function draftsOfSeries(series: SeriesState, clientName: string, people: readonly string[]): Draft[] {
  const { status, because, reason, templateName } = series;
  if (status !== 'paused' && status !== 'ended') return [];
  const what = templateName === undefined ? 'Recurring work' : `“${templateName}”`;
  const how = status === 'ended' ? 'has ended' : because === 'failures' ? 'is paused after failures' : 'is paused';
  const why = reason === undefined ? '' : `: ${reason.slice(0, 200)}`;
  return people.map((to) => ({ to, kind: 'series', says: `${what} for ${clientName} ${how}${why}` }));
}
