import { Box, EmptyState, List, Stack, Text, Title } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Day } from '../../components/day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { Job } from '../../lib/jobs.ts';
import { useMemberName } from '../../lib/me.ts';
import { slipsQuery } from './requests.ts';

const Steps = ({ title, steps }: { title: string; steps: readonly string[] }) =>
  steps.length > 0 && (
    <Box>
      <Title order={2} mb={4}>
        {title}
      </Title>
      <List type="ordered" size="sm">
        {steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </Box>
  );

/** Why it is due when it is, and how the dates moved, the latest first. */
export function DatesTab({ job }: { job: Job }) {
  const list = useInfiniteQuery(slipsQuery(job.id));
  const memberName = useMemberName();
  if (list.isPending) return <RowSkeleton rows={4} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const all = list.data.pages.flatMap(({ items }) => items);
  const titleOf = (taskId: string) => job.tasks.find(({ id }) => id === taskId)?.title ?? '';
  return (
    <Stack gap="lg" maw={760}>
      <Steps title="Why it is due on its day" steps={job.dueExplained} />
      <Steps title="The deadline" steps={job.deadline?.says ?? []} />
      <Box>
        <Title order={2} mb={4}>
          How the dates moved
        </Title>
        {all.length === 0 && (
          <EmptyState
            py="lg"
            icon={<IconCalendar stroke={1.5} />}
            title="Nothing has moved"
            description="Each date that moves will be listed: from when to when, by whom, and why."
          />
        )}
        {all.map(({ at, by, reason, moved }) => (
          <Box key={at} py={8} style={{ borderBottom: '1px solid var(--hairline)' }}>
            <Text size="sm" c="dimmed">
              {memberName(by)}, <Day of={at} withTime />
              {reason !== undefined && `: ${reason}`}
            </Text>
            {moved.map(({ taskId, from, to }) => (
              <Text key={taskId} size="sm">
                {titleOf(taskId)}: <Day of={from} /> → {to === undefined ? 'not known yet' : <Day of={to} />}
              </Text>
            ))}
          </Box>
        ))}
        <MoreRows list={list} />
      </Box>
    </Stack>
  );
}
