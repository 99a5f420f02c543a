import * as z from 'zod';
import { broken, forbidden, invalid, notFound } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { loadWhole } from './acting.ts';
import { changed } from './answering.ts';
import { type Comment, CommentInput } from './comment.ts';
import type { Job } from './job.ts';
import { JobView, viewComment } from './job-view.ts';
import { checkRoom } from './room.ts';
import { comments, type WholeJob } from './store.ts';
import { checkTeam } from './check-team.ts';

const on = routesOf();
const OfJob = z.object({ jobId: Id('job') });
const ById = z.object({ jobId: Id('job'), commentId: Id('comment') });
const mostComments = 500;

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
      const provided = await checkTeam(records, body, loaded.whole.job.clientId);
      return { ...loaded, provided, id: newId('comment') };
    },
    decide({ loaded, body: { text, taskId, mentions }, caller, now }) {
      const { whole, provided, id } = loaded;
      checkTask(whole, taskId);
      checkRoom(whole, text);
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
      const job = watchedBy(whole.job, mentions);
      const change = { job, comments: [comments.create(comment)], provided, byHand: true as const };
      return changed(loaded, 'job.commented', change, { caller, now });
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
      const comment = loaded.whole.comments.find(({ id }) => id === commentId);
      if (!comment) throw notFound(comments.name, commentId);
      return { ...loaded, comment };
    },
    subject: ({ comment }) => comment,
    decide({ loaded, body: { text }, caller, now }) {
      const { comment } = loaded;
      checkRoom(loaded.whole, text);
      if (!viewComment(comment, caller).can.edit)
        throw forbidden('A comment is changed by who wrote it, or by who leads');
      const change = { comments: [comments.replace(comment, { ...comment, text })], byHand: true as const };
      return changed(loaded, 'job.comment-changed', change, { caller, now });
    },
  }),
];
