import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { checkPeople } from '../clients/people-of.ts';
import type { Records } from '../../shared/table/records.ts';
import { getVersion } from '../templates/store.ts';
import { actingFor, datingOf, firmOf } from './acting.ts';
import { answered } from './answering.ts';
import { changeJob, createJob } from './changing.ts';
import { inState, isOver, type Job, notOver } from './job.ts';
import { Extend, extend, JobPatch, NewFiling, NewJob, Reason, RecordFact, SetStatus, update } from './job-input.ts';
import { JobView, shownOf, viewJob } from './job-view.ts';
import { lawfulDate } from './deadline-for.ts';
import { loadMaking } from './loading.ts';
import { make } from './making.ts';
import { Moved, slipsOfJob } from './slip.ts';
import { jobs, loadJob, partitionOfJob, readJob } from './store.ts';
import { broken } from '../../shared/errors.ts';
import { clients } from '../clients/store.ts';
import { listPostponements } from '../deadlines/store.ts';
import { deadlineKeys } from '../deadlines/dates-of-law.ts';

const on = routesOf();
const ById = z.object({ jobId: Id('job') });

/** Who is to work on a job must be there, and must be able to see its client. */
const checkTeam = (records: Records, { leadId, people }: Pick<Job, 'leadId' | 'people'>, clientId = '', had?: Job) =>
  checkPeople(
    records,
    { responsible: leadId, roles: people },
    clientId,
    had && { responsible: had.leadId, roles: had.people },
  );

const loadWhole = async (records: Records, jobId: string) => {
  const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
  return { whole, firm };
};

/** The rule by which the template of a job says when it is due. */
async function ruleOf(records: Records, { template }: Job): Promise<string | undefined> {
  return template && (await getVersion(records, template.id, template.version)).content.due;
}

export const jobRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs',
    summary: 'Begin a job: from a template, or with tasks of its own',
    description:
      'From a template: its tasks as far as they concern this client, people by role, and every date with its reasons. Without a client it is the firm’s own.',
    allow: staff,
    body: NewJob,
    status: 201,
    response: JobView,
    async load({ body }, { records, newId }) {
      const loaded = await loadMaking(records, body);
      await checkTeam(records, body, body.clientId);
      await checkPeople(
        records,
        { roles: body.tasks.flatMap(({ assigneeId }) => (assigneeId ? [{ role: 'task', memberId: assigneeId }] : [])) },
        body.clientId ?? '',
      );
      return { loaded, id: newId('job') };
    },
    decide({ loaded: { loaded, id }, body, caller, now, newId }) {
      const { job, tasks, assigned, firm } = make(body, loaded, { id, by: caller.id, now, newId });
      const acting = actingFor(firm, caller.id, now);
      const made = createJob(job, tasks, assigned, acting);
      return { ...answered(made, undefined, acting, caller), location: `/v1/jobs/${id}` };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}',
    summary: 'A job with everything in it: tasks, why each date, what is in the way, comments, review notes',
    allow: everyone,
    params: ById,
    response: JobView,
    async load({ params }, { records }) {
      const [whole, firm] = await Promise.all([readJob(records, params.jobId), firmOf(records)]);
      return { whole, firm };
    },
    answer: ({ loaded: { whole, firm }, caller, now }) => viewJob(shownOf(whole), datingOf(firm, now), caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/jobs/{jobId}',
    summary: 'Change a job: its title, people, dates, budget, what was found out',
    description:
      'Tasks whose dates follow from what changed move along; finished ones and those with a day of their own stay.',
    allow: staff,
    params: ById,
    body: JobPatch,
    response: JobView,
    async load({ params, body }, { records }) {
      const loaded = await loadWhole(records, params.jobId);
      const { job } = loaded.whole;
      await checkTeam(records, { leadId: body.leadId ?? undefined, people: body.people }, job.clientId, job);
      return { ...loaded, rule: body.dueOn === null ? await ruleOf(records, job) : undefined };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm, rule }, body, caller, now }) {
      const keeps = Object.keys(body).every((name) => name === 'forNextTime' || name === 'watchers');
      if (!keeps) notOver(whole.job);
      const acting = actingFor(firm, caller.id, now);
      const job = update(whole.job, body, rule);
      const reason = body.reason === undefined ? {} : { reason: body.reason };
      return answered(
        changeJob(whole, 'job.updated', { job, ...reason, ...(keeps && { byHand: true }) }, acting),
        whole,
        acting,
        caller,
      );
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/status',
    summary: 'Put a job in a state by hand',
    description: 'It stays there until something is done in the job; then the state follows from its tasks again.',
    allow: staff,
    params: ById,
    body: SetStatus,
    response: JobView,
    load: ({ params }, { records }) => loadWhole(records, params.jobId),
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm }, body: { status, label, waitsFor }, caller, now }) {
      notOver(whole.job);
      const { label: _, waitsFor: _for, ...rest } = inState(whole.job, status, now);
      const job = { ...rest, ...(label !== undefined && { label }), ...(waitsFor !== undefined && { waitsFor }) };
      const acting = actingFor(firm, caller.id, now);
      return answered(changeJob(whole, 'job.status-changed', { job, byHand: true }, acting), whole, acting, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/cancel',
    summary: 'Call a job off, with the reason',
    allow: staff,
    params: ById,
    body: Reason,
    response: JobView,
    load: ({ params }, { records }) => loadWhole(records, params.jobId),
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm }, body, caller, now }) {
      notOver(whole.job);
      const job = { ...inState(whole.job, 'cancelled', now), reason: body.reason };
      const acting = actingFor(firm, caller.id, now);
      return answered(changeJob(whole, 'job.cancelled', { job, byHand: true }, acting), whole, acting, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/complete',
    summary: 'Say that a job is done: one that stays open, or has no tasks',
    allow: staff,
    params: ById,
    response: JobView,
    load: ({ params }, { records }) => loadWhole(records, params.jobId),
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm }, caller, now }) {
      notOver(whole.job);
      const left = whole.tasks.filter(({ id }) =>
        ['open', 'active', 'asked'].includes(whole.schedule.lines[id]?.status ?? ''),
      );
      if (left.length > 0)
        throw broken(
          `${left.length} ${left.length === 1 ? 'task is' : 'tasks are'} not finished; finish or skip “${left[0]!.title}” first`,
          {
            blockedBy: left
              .slice(0, 20)
              .map(({ id, title }) => ({ after: id, says: `“${title}” is done`, isGate: false })),
          },
        );
      const acting = actingFor(firm, caller.id, now);
      return answered(
        changeJob(whole, 'job.completed', { job: inState(whole.job, 'done', now), byHand: true }, acting),
        whole,
        acting,
        caller,
      );
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/reopen',
    summary: 'Go on with a job that is over',
    allow: staff,
    params: ById,
    response: JobView,
    load: ({ params }, { records }) => loadWhole(records, params.jobId),
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm }, caller, now }) {
      if (!isOver(whole.job)) throw broken('This is not over', { field: 'status' });
      const { reason: _, ...job } = inState(whole.job, 'active', now);
      const acting = actingFor(firm, caller.id, now);
      return answered(changeJob(whole, 'job.reopened', { job, byHand: true }, acting), whole, acting, caller);
    },
  }),
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
      const loaded = await loadWhole(records, params.jobId);
      const { clientId } = loaded.whole.job;
      const [client, postponements] = await Promise.all([
        clientId === undefined ? undefined : records.find(clients, clientId),
        listPostponements(records),
      ]);
      return { ...loaded, client, postponements };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, firm, client, postponements }, body, caller, now }) {
      notOver(whole.job);
      const acting = actingFor(firm, caller.id, now);
      const { deadline, period, startOn } = whole.job;
      const key = deadlineKeys.find((one) => one === deadline?.extension?.to);
      const { calendars } = acting.dating;
      const lawful =
        key && lawfulDate(key, { client, engagement: undefined, period, startOn, calendars, postponements });
      const to = body.to ?? (lawful && 'on' in lawful ? lawful.on : undefined);
      if (to === undefined) throw invalid({ path: 'body.to', message: 'Nothing says to which day: give it' });
      const job = extend(whole.job, to, body, caller.id, now);
      const reason = body.reason ?? `Deadline extended to ${to}`;
      return answered(changeJob(whole, 'job.deadline-extended', { job, reason }, acting), whole, acting, caller);
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
    decide({ loaded: { whole, firm }, body, caller, now }) {
      const filings = [...(whole.job.filings ?? []), { ...body, by: caller.id, at: now }];
      if (filings.length > 20) throw broken('A job keeps at most 20 filings');
      const acting = actingFor(firm, caller.id, now);
      return answered(
        changeJob(whole, 'job.filed', { job: { ...whole.job, filings }, byHand: true }, acting),
        whole,
        acting,
        caller,
      );
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
    decide({ loaded: { whole, firm }, body: { fact, on: day }, caller, now }) {
      notOver(whole.job);
      const acting = actingFor(firm, caller.id, now);
      const { today } = acting.dating;
      if (day !== undefined && day > today) throw invalid({ path: 'body.on', message: 'That day has not come yet' });
      const facts = { ...whole.job.facts, [fact]: { on: day ?? today, at: now, by: caller.id } };
      return answered(
        changeJob(whole, 'job.fact-recorded', { job: { ...whole.job, facts } }, acting),
        whole,
        acting,
        caller,
      );
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/{jobId}/slips',
    summary: 'How the dates of a job moved, the latest first: from when to when, by whom and why',
    allow: everyone,
    params: ById,
    query: Paging,
    response: List(Moved),
    async load({ params, query }, { records }) {
      const [list] = await Promise.all([
        slipsOfJob(records, partitionOfJob(params.jobId), query.limit, query.cursor),
        records.get(jobs, params.jobId),
      ]);
      return list;
    },
    answer: ({ loaded }) => loaded,
  }),
];
