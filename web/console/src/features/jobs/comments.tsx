import { Box, Group, Stack, Text } from '@mantine/core';
import { Day } from '../../components/day.tsx';
import type { Job } from '../../lib/jobs.ts';
import { useMe, useMemberName } from '../../lib/me.ts';
import { CommentField } from './comment-field.tsx';

/** What the team says to each other about the job; clients never see it. */
export function Comments({ job }: { job: Job }) {
  const memberName = useMemberName();
  const { member } = useMe();
  return (
    <Stack gap="md" maw={760}>
      {member.role !== 'guest' && <CommentField jobId={job.id} />}
      {job.comments
        .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
        .map(({ id, author, createdAt, text, taskId }) => (
          <Box key={id} component="article">
            <Group gap="xs">
              <Text fw={500}>{memberName(author)}</Text>
              <Text size="sm" c="dimmed">
                <Day of={createdAt} withTime />
                {taskId !== undefined && ` on “${job.tasks.find((task) => task.id === taskId)?.title}”`}
              </Text>
            </Group>
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
          </Box>
        ))}
      {job.comments.length === 0 && (
        <Text c="dimmed">Nothing said yet. Whoever is named with @ is told, and follows it from then on.</Text>
      )}
    </Stack>
  );
}
