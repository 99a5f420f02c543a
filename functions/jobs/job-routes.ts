import * as z from 'zod';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { getVersion } from '../templates/store.ts';
import { actingFor, datingOf, firmOf, loadWhole } from './acting.ts';
import { answered, changed } from './answering.ts';
import { createJob } from './changing.ts';
import { type Job, notOver } from './job.ts';
import { JobPatch, NewJob, update } from './job-input.ts';
import { JobView, shownOf, viewJob } from './job-view.ts';
import { checkLabel } from './labels/label.ts';
import { labelToSet } from './labels/store.ts';
import { findLastTime, withLastTime } from './last-time.ts';
import { loadMaking } from './loading.ts';
import { make } from './making.ts';
import { Moved, slipsOfJob } from './slip.ts';
import { jobs, partitionOfJob, readJob } from './store.ts';
import { checkTeam } from './check-team.ts';
import { loadWithoutLetter, notWithoutLetter, withoutLetter } from './without-letter.ts';

const on = routesOf();
const ById = z.object({ jobId: Id('job') });

/** What changes nothing of the work: also where it is over, and a state that was set by hand stays. */
const stateKeeping = new Set(['forNextTime', 'watchers', 'label', 'labelId']);

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
      'From a template: its tasks as far as they concern this client, people by role, and every date with its reasons; with what the job of the period before left to know, and its budget. Without a client it is the firm’s own.',
    allow: staff,
    body: NewJob,
    status: 201,
    response: JobView,
    async load({ body }, { records, newId }) {
      const loaded = await loadMaking(records, body);
      const [provided, last] = await Promise.all([
        checkTeam(records, body, body.clientId),
        findLastTime(records, body, loaded),
      ]);
      return { loaded, last, provided, id: newId('job') };
    },
    decide({ loaded: { loaded, last, provided, id }, body, caller, now, newId }) {
      const { job, tasks, assigned, firm } = make(body, loaded, { id, by: caller.id, now, newId });
      const found = withoutLetter({ job, tasks }, loaded);
      notWithoutLetter(found);
      const acting = actingFor(firm, caller.id, now);
      const isBudgetSaid = (body.budgetMinutes ?? loaded.service?.budgetMinutes) !== undefined;
      const made = createJob(withLastTime(job, last, isBudgetSaid), tasks, assigned, acting, { provided });
      return answered(made, undefined, acting, caller, found);
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
      return { whole, firm, found: await loadWithoutLetter(records, whole, firm) };
    },
    answer: ({ loaded: { whole, firm, found }, caller, now }) =>
      viewJob(shownOf(whole), datingOf(firm, now), caller, found),
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
      const [provided, rule, label] = await Promise.all([
        checkTeam(records, body, job.clientId, job),
        body.dueOn === null ? ruleOf(records, job) : undefined,
        labelToSet(records, body),
      ]);
      return { ...loaded, provided, rule, label };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded, body, caller, now }) {
      const { whole, rule, provided, label } = loaded;
      if (typeof body.labelId === 'string') checkLabel(label, whole.job.status);
      const keeps = Object.keys(body).every((name) => stateKeeping.has(name));
      if (!keeps) notOver(whole.job);
      const job = update(whole.job, body, rule);
      const reason = body.reason === undefined ? {} : { reason: body.reason };
      const change = { job, provided, ...reason, ...(keeps && { byHand: true as const }) };
      return changed(loaded, 'job.updated', change, { caller, now });
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
      // They name no client: whoever may see the job may see them.
      const [list] = await Promise.all([
        slipsOfJob(records, partitionOfJob(params.jobId), query.limit, query.cursor),
        records.get(jobs, params.jobId),
      ]);
      return list;
    },
    answer: ({ loaded }) => loaded,
  }),
];
