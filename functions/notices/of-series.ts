import * as z from 'zod';
import type { Draft } from './draft.ts';
import { because, named } from './saying.ts';

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

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

/** What became of it by itself. */
const came = ({ status, because: cause }: SeriesState): string =>
  status === 'ended' ? 'has ended' : cause === 'failures' ? 'is paused after failures' : 'is paused';

/** What no longer recurs, told to who answers for the client, else to who leads the firm. What resumed meanwhile is no news. */
export function draftsOfSeries(
  series: SeriesState,
  clientName: string,
  people: readonly string[],
  who?: string,
): Draft[] {
  const { status, reason, templateName } = series;
  if (status !== 'paused' && status !== 'ended') return [];
  const what = `${templateName === undefined ? 'recurring work' : named(templateName)} for ${clientName}`;
  const says = who === undefined ? capital(`${what} ${came(series)}`) : `${who} ${status} ${what}`;
  return people.map((to) => ({ to, kind: 'series', says: `${says}${because(reason)}` }));
}
