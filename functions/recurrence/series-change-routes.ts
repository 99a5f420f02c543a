import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { type Caller, routesOf, staff } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { statusOf } from '../engagements/engagement.ts';
import { currentContent } from '../templates/store.ts';
import type { TemplateContent } from '../templates/template.ts';
import { checkNext } from './beginning.ts';
import { Changes } from './changes.ts';
import { checkChanges, checkPeopleHere } from './check.ts';
import { loadSource } from './create-due.ts';
import { dated } from './due.ts';
import { seriesEvent } from './events.ts';
import { whenOf } from './occurrence.ts';
import { end, pause, resume } from './running.ts';
import type { Series } from './series.ts';
import { ById } from './series-routes.ts';
import { SeriesView, view } from './series-view.ts';
import { type LoadedSeries, loadSeries, seriesRecords } from './store.ts';

const on = routesOf();
const Why = z.strictObject({ reason: z.string().trim().min(1).max(500) }).meta({ id: 'SeriesReason' });

async function loadWithSource(records: Records, id: string) {
  const loaded = await loadSeries(records, id);
  return { ...loaded, source: await loadSource(records, loaded.series) };
}

async function loadWithContent(records: Records, id: string) {
  const loaded = await loadSeries(records, id);
  return { ...loaded, content: await currentContent(records, loaded.series.templateId) };
}

/** One change of a series: its record, its event, and the answer. */
function changed(
  type: Parameters<typeof seriesEvent>[0],
  { series, tail }: LoadedSeries,
  after: Series,
  content: TemplateContent,
  caller: Caller,
) {
  const write = seriesRecords.replace(series, after);
  return {
    write: [seriesEvent(type, tail, [write])],
    answer: view(write.after as Stored<Series>, content, caller),
  };
}

/** What rests or is over is not looked at. */
const unlooked = <S extends Series>({ lookOn: _, ...series }: S): S => series as S;

export const seriesChangeRoutes = [
  on.changes({
    method: 'PUT',
    path: '/v1/series/{seriesId}/changes',
    summary: 'Set where the jobs of this client are other than the template says',
    description:
      'All of it at once: tasks added, left out and changed, items of requests, days, people, budget. It stays through new versions of the template, for all jobs that are yet to come.',
    allow: staff,
    params: ById,
    body: Changes,
    response: SeriesView,
    async load({ params, body }, { records }) {
      const loaded = await loadWithSource(records, params.seriesId);
      const { clientId, changes } = loaded.series;
      const had = Object.values(changes?.people ?? {});
      const people = Object.entries(body.people ?? {}).filter(([, memberId]) => !had.includes(memberId));
      await checkPeopleHere(records, Object.fromEntries(people), clientId, 'body');
      return loaded;
    },
    subject: ({ series }) => series,
    decide({ loaded, body, caller, now, newId }) {
      const { series, source } = loaded;
      const { content } = source.template;
      if (series.status === 'ended') throw broken('This series has ended; begin a new one');
      checkChanges(content, body, series.changes, 'body');
      const { changes: _, ...rest } = series;
      const after = { ...rest, ...(Object.keys(body).length > 0 && { changes: body }) } as Series;
      checkNext(after, source, { now, newId });
      return changed('series.changes-set', loaded, dated(after, whenOf(after, source, now)), content, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/series/{seriesId}/pause',
    summary: 'Let a series rest, with the reason',
    allow: staff,
    params: ById,
    body: Why,
    response: SeriesView,
    load: ({ params }, { records }) => loadWithContent(records, params.seriesId),
    subject: ({ series }) => series,
    decide: ({ loaded, body, caller, now }) =>
      changed('series.paused', loaded, unlooked(pause(loaded.series, body.reason, now)), loaded.content, caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/series/{seriesId}/resume',
    summary: 'Go on with a series that rests',
    description: 'Periods that passed meanwhile are created or left out as the series says of what it missed.',
    allow: staff,
    params: ById,
    response: SeriesView,
    load: ({ params }, { records }) => loadWithSource(records, params.seriesId),
    subject: ({ series }) => series,
    decide({ loaded, caller, now }) {
      const { series, source } = loaded;
      if (source.engagement && statusOf(source.engagement) === 'paused')
        throw broken('The engagement rests: resume that, and its series go on');
      const when = whenOf(series, source, now);
      const after = dated(resume(series, when).series, when);
      return changed('series.resumed', loaded, after, source.template.content, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/series/{seriesId}/end',
    summary: 'End a series, with the reason',
    description: 'For good. Its jobs stay.',
    allow: staff,
    params: ById,
    body: Why,
    response: SeriesView,
    load: ({ params }, { records }) => loadWithContent(records, params.seriesId),
    subject: ({ series }) => series,
    decide: ({ loaded, body, caller, now }) =>
      changed(
        'series.ended',
        loaded,
        unlooked(end(loaded.series, { because: 'asked', ...body }, now)),
        loaded.content,
        caller,
      ),
  }),
];
