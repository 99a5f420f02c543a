import * as z from 'zod';
import { instant } from '../../../shared/clock.ts';
import { start } from '../../../shared/events/chain.ts';
import type { Decided } from '../../../shared/events/types.ts';
import { List } from '../../../shared/http/lists.ts';
import { type Loading, routesOf, staff } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { startBatch } from '../../batches/store.ts';
import { seriesEvent } from '../events.ts';
import { preview, UpcomingView } from '../preview.ts';
import type { Series } from '../series.ts';
import { ById } from '../series-routes.ts';
import { SeriesView, view } from '../series-view.ts';
import { seriesRecords } from '../store.ts';
import { decideEdit, type Editing, loadEditing } from './editing.ts';
import { linesFor, SeriesEditLine } from './preview.ts';
import { remake } from './remaking.ts';
import { jobsOfSeries } from './rows.ts';
import { isMeant, reachesJobs, ScopedPatch } from './scope.ts';

const on = routesOf();

/** Each job is worked out anew: a page holds few. */
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(20).default(10),
  cursor: z.string().max(4096).optional(),
});

/** The long work that reaches the jobs that are there, where the edit is about them. */
function begunWork(series: Series, patch: ScopedPatch, id: string, by: string, now: string): Decided[] {
  if (!reachesJobs(patch)) return [];
  const { scope, from } = patch;
  const given = { seriesId: series.id, scope, ...(from !== undefined && { from }) };
  const title = `Edit jobs of ${series.templateName ?? 'a series'}`;
  const { clientId } = series;
  return [startBatch({ kind: 'edit-series', title, startedBy: by, given, clientIds: [clientId] }, id, now)];
}

async function linesOf(
  from: Loading<object>,
  editing: Editing,
  body: ScopedPatch,
  { limit, cursor }: z.output<typeof query>,
) {
  const { records, newId } = from;
  const { series, source, one } = editing;
  const now = instant();
  const { last } = decideEdit(editing, body, { now, newId });
  const own = body.scope === 'this' ? body.changes : undefined;
  const edited = { series: { ...last, id: series.id }, source, own };
  if (one) return { items: await linesFor(records, [one.whole.job.id], edited, now, newId) };
  const { items, ...rest } = await jobsOfSeries(records, series.id, limit, cursor);
  if (!reachesJobs(body)) return { items: [] };
  const ids = items.filter((row) => isMeant(body, row)).map(({ jobId }) => jobId);
  return { items: await linesFor(records, ids, edited, now, newId), ...rest };
}

export const scopeRoutes = [
  on.reads({
    method: 'POST',
    path: '/v1/series/{seriesId}/preview',
    summary: 'What an edit of a series would change: in each job that is there, and in the next twelve to come',
    description:
      'Job by job with its period and every date that would move; those that someone has begun with are named as left. A page may hold fewer jobs than asked for, and none where the edit is only about those to come. A job is listed a moment after it was made.',
    allow: staff,
    params: ById,
    query,
    body: ScopedPatch.default({ scope: 'to-come' }),
    response: List(SeriesEditLine).extend({ upcoming: z.array(UpcomingView) }),
    async load({ params, query: page, body }, from) {
      const editing = await loadEditing(from.records, params.seriesId, body, from.newId);
      return { editing, list: await linesOf(from, editing, body, page) };
    },
    answer({ loaded: { editing, list }, body, now, newId }) {
      const { last } = decideEdit(editing, body, { now, newId });
      return { ...list, upcoming: body.scope === 'this' ? [] : preview(last, editing.source, { now, newId }) };
    },
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/series/{seriesId}',
    summary: 'Change a series: its jobs to come, one job, those from a period on, or all that have not begun',
    description:
      'Jobs that are there are made anew from template and standing changes, as far as nobody changed them by hand; one that someone has begun with stays as it is. Many of them as long work: `batchId`, and `GET /v1/batches/{batchId}/results` says of each what came of it. Where jobs to come lie before `from`, the first day of a period, the series ends there and the answer is the one that goes on.',
    allow: staff,
    params: ById,
    body: ScopedPatch,
    response: SeriesView.extend({ batchId: Id('batch').optional() }),
    load: ({ params, body }, { records, newId }) => loadEditing(records, params.seriesId, body, newId),
    subject: ({ series }) => series,
    decide({ loaded, body, caller, now, newId }) {
      const { series, tail, source, one, batchId } = loaded;
      const { content } = source.template;
      const { series: after, following, lookAt } = decideEdit(loaded, body, { now, newId });
      if (one) {
        const remade = remake(one, body.changes, { by: caller.id, now, newId });
        return { write: remade.after.write, answer: view(series, content, caller) };
      }
      const work = following ? [] : begunWork(series, body, batchId, caller.id, now);
      const also = work.length > 0 ? { batchId } : {};
      const answer = (record: unknown) => ({ ...view(record as Stored<Series>, content, caller), ...also });
      const write = seriesRecords.replace(series, lookAt(after));
      if (!following)
        return { write: [seriesEvent('series.updated', tail, [write]), ...work], answer: answer(write.after) };
      const begun = seriesRecords.create(lookAt(following));
      return {
        write: [
          seriesEvent('series.split', tail, [write]),
          seriesEvent('series.begun', start(begun.item.pk), [begun]),
          ...work,
        ],
        answer: answer(begun.after),
        location: `/v1/series/${following.id}`,
      };
    },
  }),
];
