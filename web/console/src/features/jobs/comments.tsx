import { Stack, Text } from '@mantine/core';
import type { Job } from '../../lib/jobs.ts';
import { useMe } from '../../lib/me.ts';
import { Comment } from './comment.tsx';
import { CommentField } from './comment-field.tsx';

/** What the team says to each other about the job; clients never see it. */
export function Comments({ job }: { job: Job }) {
  const { member } = useMe();
  return (
    <Stack gap="md" maw={760}>
      {member.role !== 'guest' && <CommentField job={job} />}
      {job.comments
        .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
        .map((comment) => (
          <Comment key={comment.id} job={job} comment={comment} />
        ))}
      {job.comments.length === 0 && (
        <Text c="dimmed">Nothing said yet. Whoever is named with @ is told, and follows it from then on.</Text>
      )}
    </Stack>
  );
}
