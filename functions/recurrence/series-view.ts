import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { diff, TemplateDiff } from '../templates/diff.ts';
import type { TemplateContent } from '../templates/template.ts';
import { withChanges } from './changes.ts';
import { contentFor } from './content-for.ts';
import { type Series, SeriesRecord } from './series.ts';

/** A series in a list. */
export const SeriesLine = SeriesRecord.extend({
  version: z.int(),
  can: z.object({ edit: z.boolean(), pause: z.boolean(), resume: z.boolean(), end: z.boolean() }),
}).meta({ id: 'SeriesLine' });

/** In the list of the firm: with whose it is. */
export const ListedSeries = SeriesLine.extend({ client: z.object({ id: z.string(), name: z.string() }) }).meta({
  id: 'ListedSeries',
});

/** With where its jobs are other than the template says. */
export const SeriesView = SeriesLine.extend({
  differences: TemplateDiff,
  /** What the standing changes speak of and the template no longer has, or has itself by now. */
  unknown: z.array(z.string()),
}).meta({ id: 'Series' });

export function line(series: Stored<Series>, { role }: Caller) {
  const may = role !== 'guest';
  const { status } = series;
  return {
    ...series,
    can: {
      edit: may && status !== 'ended',
      pause: may && status === 'active',
      resume: may && status === 'paused',
      end: may && status !== 'ended',
    },
  };
}

export const view = (series: Stored<Series>, content: TemplateContent, caller: Caller) => ({
  ...line(series, caller),
  differences: diff(content, contentFor(content, series.changes)),
  unknown: withChanges(content.sections, series.changes ?? {}).unknown,
});
