import { broken } from '../../../shared/errors.ts';
import { checkFees } from '../../engagements/changing.ts';
import { statusOf } from '../../engagements/engagement.ts';
import { beatOf } from './beat.ts';
import { calendarCells } from './calendar-cells.ts';
import { loadCalendar, markOf, seriesFor, seriesKey } from './calendar-load.ts';
import { beginSeries } from './calendar-new.ts';
import { changeSeries } from './calendar-known.ts';
import { anew, calendar, type Calendared, rhythmOf } from './calendar-row.ts';
import { type Agreed, knownService, newService } from './calendar-service.ts';
import { nameWith, type WorkDraft } from './draft.ts';
import { asBefore, type From, orRefused, type WorkPlan } from './row-plan.ts';
import { engagementsHere, serviceFor } from './services.ts';
import { clientFor } from './whom.ts';

function agreed(one: Calendared, { caller, now, newId }: From): Agreed {
  const { meant, source, draft, here } = one;
  const said = anew(one);
  checkFees([{ fee: said.fee && { how: 'fixed', amount: said.fee } }], caller);
  if (meant.hired) return knownService(said, meant.hired, source);
  const beat = said.beat ?? beatOf(one.series?.rhythm ?? rhythmOf(one, said)) ?? 'monthly';
  const join = here.find((engagement) => statusOf(engagement) === 'active' && engagement.services.length < 40);
  return newService({ ...said, beat }, draft.said.service!, { source, meant, join }, { now, newId });
}

async function planKnown(one: Calendared, from: From): Promise<WorkPlan> {
  const { series } = one;
  const { engagement } = one.meant.hired ?? {};
  if (series?.status === 'ended') throw broken('Its series has ended here, and does not begin again with a file');
  if (engagement && statusOf(engagement) === 'paused')
    throw broken(`${engagement.title} rests: resume the engagement before its work recurs`);
  const hired = agreed(one, from);
  return series ? changeSeries(one, series, hired, from) : beginSeries(one, hired, from);
}

/** What a row of a close calendar comes to: an engagement with the service, and its series. */
export const planCalendar = (draft: WorkDraft, from: From): Promise<WorkPlan> =>
  orRefused({}, async () => {
    const { records } = from;
    const client = await clientFor(records, draft.client);
    return orRefused({ clientId: client.id, name: nameWith(draft, client) }, async () => {
      const here = await engagementsHere(records, client.id);
      const meant = await serviceFor(records, here, draft.said.service!);
      const key = seriesKey(client.id, meant.templateId);
      const mark = await markOf(records, key);
      const before = asBefore(draft, mark, calendar, { clientId: client.id, key }, from);
      if (before) return before;
      const [series, { source, team }] = await Promise.all([
        seriesFor(records, client, meant, mark),
        loadCalendar(records, client, meant.templateId, meant.hired),
      ]);
      const { content } = source.template;
      const cells = calendarCells(draft, { team, content, currency: source.firm.currency });
      return planKnown({ draft, client, meant, here, source, cells, series, mark, key }, from);
    });
  });
