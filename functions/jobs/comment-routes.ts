import * as z from 'zod';
import { broken, forbidden } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { invalid } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkPeople } from '../clients/people-of.ts';
import { actingFor, firmOf } from './acting.ts';
import { answered } from './answering.ts';
import { changeJob } from './changing.ts';
import { type Comment, CommentInput } from './comment.ts';
import type { Job } from './job.ts';
import { JobView, viewComment } from './job-view.ts';
import { comments, loadJob, type WholeJob } from './store.ts';

const on = routesOf();
const OfJob = z.object({ jobId: Id('job') });
const ById = z.object({ jobId: Id('job'), commentId: Id('comment') });
const mostComments = 500;

const loadWhole = async (records: Records, jobId: string) => {
  const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
  return { whole, firm };
};

/** Who is named in a comment must be able to see the job it is about. */
const checkMentions = (records: Records, { clientId = '' }: Job, mentions: readonly string[]) =>
  checkPeople(records, { roles: mentions.map((memberId) => ({ role: 'mentions', memberId })) }, clientId);

/** Whoever is named in a comment watches the job from then on. */
const watchedBy = (job: Job, ids: readonly string[]): Job => {
  const watchers = [...new Set([...(job.watchers ?? []), ...ids])];
  return watchers.length === (job.watchers ?? []).length ? job : { ...job, watchers: watchers.slice(0, 50) };
};

function checkTask({ tasks }: WholeJob, taskId: string | undefined): void {
  if (taskId !== undefined && !tasks.some(({ id }) => id === taskId))
    throw invalid({ path: 'body.taskId', message: 'This job has no such task' });
}

export const commentRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/comments',
    summary: 'Say something about a job or one of its tasks; who is named is told',
    description: 'For the team only: clients never see it.',
    allow: staff,
    params: OfJob,
    body: CommentInput,
    status: 201,
    response: JobView,
    async load({ params, body }, { records, newId }) {
      const loaded = await loadWhole(records, params.jobId);
      await checkMentions(records, loaded.whole.job, body.mentions);
      return { ...loaded, id: newId('comment') };
    },
    decide({ loaded: { whole, firm, id }, body: { text, taskId, mentions }, caller, now }) {
      checkTask(whole, taskId);
      if (whole.comments.length >= mostComments) throw broken(`A job has at most ${mostComments} comments`);
      const comment: Comment = {
        id,
        jobId: whole.job.id,
        ...(whole.job.clientId !== undefined && { clientId: whole.job.clientId }),
        ...(taskId !== undefined && { taskId }),
        text,
        ...(mentions.length > 0 && { mentions }),
        author: caller.id,
        createdAt: now,
      };
      const acting = actingFor(firm, caller.id, now);
      const job = watchedBy(whole.job, mentions);
      const change = { job, comments: [comments.create(comment)], byHand: true as const };
      return {
        ...answered(changeJob(whole, 'job.commented', change, acting), whole, acting, caller),
        location: `/v1/jobs/${whole.job.id}`,
      };
    },
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/jobs/{jobId}/comments/{commentId}',
    summary: 'Change a comment; its old text is kept',
    allow: staff,
    params: ById,
    body: CommentInput.pick({ text: true }),
    response: JobView,
    async load({ params: { jobId, commentId } }, { records }) {
      const loaded = await loadWhole(records, jobId);
      return { ...loaded, comment: await records.get(comments, { jobId, id: commentId }) };
    },
    subject: ({ comment }) => comment,
    decide({ loaded: { whole, firm, comment }, body: { text }, caller, now }) {
      if (!viewComment(comment, caller).can.edit)
        throw forbidden('A comment is changed by who wrote it, or by who leads');
      const acting = actingFor(firm, caller.id, now);
      const change = { comments: [comments.replace(comment, { ...comment, text })], byHand: true as const };
      return answered(changeJob(whole, 'job.comment-changed', change, acting), whole, acting, caller);
    },
  }),
];
