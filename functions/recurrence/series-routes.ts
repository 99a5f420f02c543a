import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { datingOf } from '../jobs/acting.ts';
import { namesOf } from '../jobs/lists.ts';
import { currentContent } from '../templates/store.ts';
import { begun, checkNext, loadBeginning } from './beginning.ts';
import { checkChanges, checkDay, checkEnd, checkPeopleHere } from './check.ts';
import { loadSource } from './create-due.ts';
import { seriesEvent } from './events.ts';
import { preview, UpcomingView } from './preview.ts';
import { NewSeries, type Series, SeriesStatus } from './series.ts';
import { line, ListedSeries, SeriesLine, SeriesView, view } from './series-view.ts';
import { getSeries, listSeries, seriesOfClient, seriesRecords } from './store.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });
export const ById = z.object({ seriesId: Id('series') });

async function loadWithContent(records: Records, id: string) {
  const series = await getSeries(records, id);
  return { series, content: await currentContent(records, series.templateId) };
}

export const seriesRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/series',
    summary: 'Let work for a client recur: a job of a template for each period',
    description:
      'How often follows from template, service and client where it is not said. It begins with the current period, unless `first` names a day of another; what has come up is created a moment later.',
    allow: staff,
    params: OfClient,
    body: NewSeries,
    status: 201,
    response: SeriesView,
    async load({ params: { clientId }, body }, { records, newId }) {
      const loaded = await loadBeginning(records, clientId, body);
      await checkPeopleHere(records, body.changes?.people, clientId, 'body.changes');
      return { ...loaded, id: newId('series') };
    },
    decide({ loaded, body, caller, now, newId }) {
      const { source, id } = loaded;
      const { today } = datingOf(source.firm, now);
      checkDay(body.first, 'body.first', today);
      checkEnd(body.end, today);
      const { content } = source.template;
      if (body.changes) checkChanges(content, body.changes, undefined, 'body.changes');
      const series = begun(body, loaded, { id, now });
      checkNext(series, source, { now, newId });
      const write = seriesRecords.create(series);
      return {
        write: [seriesEvent('series.begun', start(write.item.pk), [write])],
        answer: view(write.after as Stored<Series>, content, caller),
        location: `/v1/series/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/series',
    summary: 'What recurs for a client',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(SeriesLine),
    load: ({ params, query }, { records }) => seriesOfClient(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/series',
    summary: 'What recurs for all clients, in one state: template by template, or of one',
    allow: everyone,
    query: z.strictObject({
      status: SeriesStatus.default('active'),
      templateId: Id('template').optional(),
      ...paging,
    }),
    response: List(ListedSeries),
    async load({ query }, { records }) {
      const page = await listSeries(records, query);
      return { page, names: await namesOf(records, page.items) };
    },
    answer: ({ loaded: { page, names }, caller }) => ({
      ...page,
      items: page.items.map((one) => ({
        ...line(one, caller),
        client: { id: one.clientId, name: names.get(one.clientId) ?? '' },
      })),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/series/{seriesId}',
    summary: 'A series, and where its jobs are other than the template says',
    allow: everyone,
    params: ById,
    response: SeriesView,
    load: ({ params }, { records }) => loadWithContent(records, params.seriesId),
    answer: ({ loaded: { series, content }, caller }) => view(series, content, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/series/{seriesId}/preview',
    summary: 'The next twelve jobs of a series as they would come, with the reasons of every date',
    description: 'Of a paused series, as if it were resumed now.',
    allow: everyone,
    params: ById,
    response: z.object({ items: z.array(UpcomingView) }),
    async load({ params }, { records }) {
      const series = await getSeries(records, params.seriesId);
      return { series, source: await loadSource(records, series) };
    },
    answer: ({ loaded: { series, source }, now, newId }) => ({ items: preview(series, source, { now, newId }) }),
  }),
];
