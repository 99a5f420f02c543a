import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';

/** What someone of the team says about a job or one of its tasks. Clients never see it. */
export const Comment = z.object({
  id: Id('comment'),
  jobId: Id('job'),
  clientId: Id('client').optional(),
  taskId: Id('task').optional(),
  text: Text(10_000),
  mentions: z.array(Id('member')).max(20).optional(),
  author: z.string(),
  createdAt: z.iso.datetime(),
});
export type Comment = z.output<typeof Comment>;

export const CommentInput = z
  .strictObject({
    text: Comment.shape.text,
    taskId: Id('task').optional(),
    /** Those named are told, and watch the job from now on. */
    mentions: z.array(Id('member')).max(20).default([]),
  })
  .meta({ id: 'JobCommentInput' });

export const CommentView = Comment.extend({ version: z.int(), can: z.object({ edit: z.boolean() }) }).meta({
  id: 'JobComment',
});
