import { Badge, Box, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { DueDay } from '../../components/due-day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { statusWords } from '../../lib/job-words.ts';
import { type JobLine, jobsQuery, type Status } from '../../lib/jobs.ts';
import { useMemberName, useToday } from '../../lib/me.ts';
import classes from './board.module.css';

type Props = {
  status: Status;
  isTarget: boolean;
  onDrag: (job: JobLine | undefined) => void;
  onDrop: () => void;
  onKey: (event: KeyboardEvent, job: JobLine, index: number) => void;
};

export function BoardColumn({ status, isTarget, onDrag, onDrop, onKey }: Props) {
  const list = useInfiniteQuery(jobsQuery({ status }));
  const memberName = useMemberName();
  const today = useToday();
  const [isOver, setOver] = useState(false);
  const { says, colour } = statusWords[status];
  const jobs = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Box
      component="section"
      aria-label={says}
      data-column={status}
      className={classes.column}
      data-over={(isTarget && isOver) || undefined}
      onDragOver={(event) => {
        if (!isTarget) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        onDrop();
      }}
    >
      <Group gap={8} mb={8} wrap="nowrap">
        <Title order={2}>
          <Badge color={colour}>{says}</Badge>
        </Title>
        <Text size="sm" c="dimmed" className="figures">
          {jobs.length}
          {list.hasNextPage && '+'}
        </Text>
      </Group>
      {list.isPending && <RowSkeleton rows={3} />}
      {list.isError && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {jobs.map((job, i) => (
        <Link
          key={job.id}
          to="/jobs/$jobId"
          params={{ jobId: job.id }}
          className={classes.card}
          data-card={job.id}
          draggable={job.can.edit}
          onDragStart={() => onDrag(job)}
          onDragEnd={() => onDrag(undefined)}
          onKeyDown={(event) => onKey(event, job, i)}
          aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
        >
          <Text size="sm" fw={500} lineClamp={2}>
            {job.client?.name ?? job.title}
          </Text>
          {job.client && (
            <Text size="sm" lineClamp={2}>
              {job.title}
            </Text>
          )}
          <Group gap={8} justify="space-between" wrap="nowrap" mt={4}>
            <DueDay on={job.dueOn} isOverdue={job.dueOn !== undefined && job.dueOn < today} />
            <Text size="xs" c="dimmed" truncate>
              {memberName(job.leadId)}
            </Text>
          </Group>
        </Link>
      ))}
      <MoreRows list={list} />
    </Box>
  );
}
