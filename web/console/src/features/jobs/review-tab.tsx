import { EmptyState, Stack, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { Job } from '../../lib/jobs.ts';
import { ReviewNote } from './review-note.tsx';

/** Every note of the review: the open ones first, each under the task that it is on. */
export function ReviewTab({ job }: { job: Job }) {
  if (job.notes.length === 0)
    return (
      <EmptyState
        py="lg"
        icon={<IconEye stroke={1.5} />}
        title="No review notes"
        description="What a reviewer wants looked at again will be listed here. Notes are raised on a task."
      />
    );
  const order = job.notes.toSorted((a, b) => Number(a.clearedAt !== undefined) - Number(b.clearedAt !== undefined));
  return (
    <Stack gap="sm" maw={760}>
      {order.map((note) => (
        <Stack key={note.id} gap={4}>
          <Text size="sm" fw={500}>
            {job.tasks.find(({ id }) => id === note.taskId)?.title}
          </Text>
          <ReviewNote job={job} note={note} />
        </Stack>
      ))}
    </Stack>
  );
}
