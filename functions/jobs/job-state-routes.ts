import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { loadWhole } from './acting.ts';
import { changed } from './answering.ts';
import { inState, isOver, notOver } from './job.ts';
import { putInState, Reason, SetStatus } from './job-input.ts';
import { JobView } from './job-view.ts';
import { checkLabel } from './labels/label.ts';
import { labelToSet } from './labels/store.ts';
import { openLines } from './schedule.ts';

const on = routesOf();
const ById = z.object({ jobId: Id('job') });

/** A job put in another state by a person; what its tasks make of it is in state.ts. */
export const jobStateRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/status',
    summary: 'Put a job in a state by hand',
    description: 'It stays there until something is done in the job; then the state follows from its tasks again.',
    allow: staff,
    params: ById,
    body: SetStatus,
    response: JobView,
    async load({ params, body }, { records }) {
      const [loaded, label] = await Promise.all([loadWhole(records, params.jobId), labelToSet(records, body)]);
      return { ...loaded, label };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded, body, caller, now }) {
      notOver(loaded.whole.job);
      if (body.labelId !== undefined) checkLabel(loaded.label, body.status);
      const job = putInState(loaded.whole.job, body, now);
      return changed(loaded, 'job.status-changed', { job, byHand: true }, { caller, now });
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
    decide({ loaded, body, caller, now }) {
      notOver(loaded.whole.job);
      const job = { ...inState(loaded.whole.job, 'cancelled', now), reason: body.reason };
      return changed(loaded, 'job.cancelled', { job, byHand: true }, { caller, now });
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
    decide({ loaded, caller, now }) {
      const { whole } = loaded;
      notOver(whole.job);
      const left = openLines(whole.schedule);
      if (left.length > 0)
        throw broken(
          `${left.length} ${left.length === 1 ? 'task is' : 'tasks are'} not finished; finish or skip “${left[0]![1].title}” first`,
          {
            blockedBy: left
              .slice(0, 20)
              .map(([after, { title }]) => ({ after, says: `“${title}” is done`, isGate: false })),
          },
        );
      const job = inState(whole.job, 'done', now);
      return changed(loaded, 'job.completed', { job, byHand: true }, { caller, now });
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
    decide({ loaded, caller, now }) {
      if (!isOver(loaded.whole.job)) throw broken('This is not over', { field: 'status' });
      const { reason: _, ...job } = inState(loaded.whole.job, 'active', now);
      return changed(loaded, 'job.reopened', { job, byHand: true }, { caller, now });
    },
  }),
];
