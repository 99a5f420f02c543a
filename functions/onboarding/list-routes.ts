import * as z from 'zod';
import { addDays, CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { instant } from '../../shared/clock.ts';
import { invalid } from '../../shared/errors.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { firms } from '../firm/store.ts';
import { OnboardingReport, reportOf } from './report.ts';
import { begunBetween, listOnboardings, states } from './store.ts';
import { OnboardingView, view } from './view.ts';

const on = routesOf();

const usualDays = 90;
const mostDays = 366;

type Days = { from?: CivilDate | undefined; to?: CivilDate | undefined };

/** Days are the firm's own: what began on the edge of one is read with the days beside it. */
async function loadReport(records: Records, asked: Days) {
  const { timeZone } = await records.get(firms, 'firm');
  const to = asked.to ?? civilDateAt(instant(), timeZone);
  const from = asked.from ?? addDays(to, 1 - usualDays);
  if (from > to) throw invalid({ path: 'query.from', message: 'Lies after the last day' });
  if (addDays(from, mostDays) <= to) throw invalid({ path: 'query.from', message: `At most ${mostDays} days` });
  const { found, isAll } = await begunBetween(records, addDays(from, -1), addDays(to, 1));
  const within = found.filter(({ begunAt }) => {
    const day = civilDateAt(begunAt, timeZone);
    return from <= day && day <= to;
  });
  return { within, period: { from, to, isAll } };
}

export const onboardingListRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/onboardings',
    summary: 'Onboardings that go on, or those that are finished, the ones begun last first; or that of one client',
    description: 'Without `state`: of the firm those that go on, of one client whatever there is.',
    allow: everyone,
    query: z.strictObject({ state: z.enum(states).optional(), clientId: Id('client').optional(), ...paging }),
    response: List(OnboardingView),
    load: ({ query }, { records }) => listOnboardings(records, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => view(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/reports/onboarding',
    summary: 'How long onboardings took that began in these days, step by step',
    description:
      'Medians of elapsed time and of the time people had a step before them, of what was measured and the caller may see. Left out, the last 90 days.',
    allow: everyone,
    query: z.strictObject({ from: CivilDate.optional(), to: CivilDate.optional() }),
    response: OnboardingReport,
    load: ({ query }, { records }) => loadReport(records, query),
    answer: ({ loaded: { within, period } }) => reportOf(within, period),
  }),
];
