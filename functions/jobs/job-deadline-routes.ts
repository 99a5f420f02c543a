import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { clients } from '../clients/store.ts';
import { listPostponements } from '../deadlines/store.ts';
import { datingOf, loadWhole } from './acting.ts';
import { changed } from './answering.ts';
import { extendedDay } from './extended-day.ts';
import { notOver } from './job.ts';
import { Extend, extend, NewFiling, RecordFact } from './job-input.ts';
import { JobView } from './job-view.ts';

const on = routesOf();
const ById = z.object({ jobId: Id('job') });
const mostFacts = 100;

/** What happens with the law, an agency or the client while a job goes on: its deadline, its filings, what it waits for. */
export const jobDeadlineRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/extend',
    summary: 'Put a deadline off: to the extended day of the same law, or to another',
    description: 'The day before stays known; what hangs on the deadline moves.',
    allow: staff,
    params: ById,
    body: Extend,
    response: JobView,
    async load({ params }, { records }) {
      const [loaded, postponements] = await Promise.all([loadWhole(records, params.jobId), listPostponements(records)]);
      const { clientId } = loaded.whole.job;
      const client = clientId === undefined ? undefined : await records.present(clients, clientId);
      return { ...loaded, client, postponements };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded, body, caller, now }) {
      const { whole, firm, client, postponements } = loaded;
      notOver(whole.job);
      const { calendars } = datingOf(firm, now);
      const to = body.to ?? extendedDay(whole.job, { client, calendars, postponements });
      if (to === undefined) throw invalid({ path: 'body.to', message: 'Nothing says to which day: give it' });
      const job = extend(whole.job, to, body, caller.id, now);
      const reason = body.reason ?? `Deadline extended to ${to}`;
      return changed(loaded, 'job.deadline-extended', { job, reason }, { caller, now });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/filings',
    summary: 'Record that something was filed, accepted or rejected',
    allow: staff,
    params: ById,
    body: NewFiling,
    response: JobView,
    load: ({ params }, { records }) => loadWhole(records, params.jobId),
    subject: ({ whole }) => whole.job,
    decide({ loaded, body, caller, now }) {
      const { job } = loaded.whole;
      const filings = [...(job.filings ?? []), { ...body, by: caller.id, at: now }];
      if (filings.length > 20) throw broken('A job keeps at most 20 filings');
      return changed(loaded, 'job.filed', { job: { ...job, filings }, byHand: true }, { caller, now });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/facts',
    summary: 'Record what happened outside the job: a letter signed, a request answered',
    allow: staff,
    params: ById,
    body: RecordFact,
    response: JobView,
    load: ({ params }, { records }) => loadWhole(records, params.jobId),
    subject: ({ whole }) => whole.job,
    decide({ loaded, body: { fact, on: day }, caller, now }) {
      const { job } = loaded.whole;
      notOver(job);
      const { today } = datingOf(loaded.firm, now);
      if (day !== undefined && day > today) throw invalid({ path: 'body.on', message: 'That day has not come yet' });
      const facts = { ...job.facts, [fact]: { on: day ?? today, at: now, by: caller.id } };
      if (Object.keys(facts).length > mostFacts) throw broken(`A job keeps at most ${mostFacts} facts`);
      return changed(loaded, 'job.fact-recorded', { job: { ...job, facts } }, { caller, now });
    },
  }),
];
