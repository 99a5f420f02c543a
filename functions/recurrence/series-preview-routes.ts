import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { datingOf } from '../jobs/acting.ts';
import { begun, loadBeginning } from './beginning.ts';
import { checkChanges, checkDay, checkEnd, checkPeopleHere } from './check.ts';
import { preview, UpcomingView } from './preview.ts';
import { Rhythm } from './rhythm.ts';
import { NewSeries } from './series.ts';

const on = routesOf();

export const seriesPreviewRoutes = [
  on.reads({
    method: 'POST',
    path: '/v1/clients/{clientId}/series/preview',
    summary: 'The first twelve jobs of a series as they would come if it began now; nothing is written',
    description: 'Refused as beginning it would be. `rhythm` is how often it would recur, said or not.',
    allow: staff,
    params: z.object({ clientId: Id('client') }),
    body: NewSeries,
    response: z
      .object({ rhythm: Rhythm, first: CivilDate, items: z.array(UpcomingView) })
      .meta({ id: 'ForeseenSeries' }),
    async load({ params: { clientId }, body }, { records }) {
      const loaded = await loadBeginning(records, clientId, body);
      await checkPeopleHere(records, body.changes?.people, clientId, 'body.changes');
      return loaded;
    },
    answer({ loaded, body, now, newId }) {
      const { source } = loaded;
      const { today } = datingOf(source.firm, now);
      checkDay(body.first, 'body.first', today);
      checkEnd(body.end, today);
      if (body.changes) checkChanges(source.template.content, body.changes, undefined, 'body.changes');
      const series = begun(body, loaded, { id: newId('series'), now });
      return { rhythm: series.rhythm, first: series.first, items: preview(series, source, { now, newId }) };
    },
  }),
];
