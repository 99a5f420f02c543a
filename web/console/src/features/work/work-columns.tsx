import { ActionIcon, Group, Text } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { DueDay } from '../../components/due-day.tsx';
import type { Column } from '../../components/row-table.tsx';
import { sayMinutes } from '../../lib/minutes.ts';
import type { WorkLine } from '../../lib/jobs.ts';
import { capital } from '../../lib/words.ts';
import classes from './work.module.css';

type Given = {
  words: { task: string; client: string; job: string };
  memberName: (id: string | undefined) => string;
  /** Where the rows are more than one person’s. */
  withWho: boolean;
  onDone?: ((line: WorkLine) => void) | undefined;
};

const tick = (onDone: (line: WorkLine) => void): Column<WorkLine> => ({
  key: 'tick',
  title: 'Complete',
  isTitleHidden: true,
  width: 44,
  render: (line) => (
    <ActionIcon
      size={28}
      className={classes.tick}
      tabIndex={-1}
      aria-label={`Complete ${line.title}`}
      title={line.isReview ? 'Approve' : 'Complete'}
      onClick={() => onDone(line)}
    >
      <IconCircle size={18} stroke={1.5} />
      <IconCircleCheck size={18} stroke={1.5} />
    </ActionIcon>
  ),
});

const nameOf = ({ jobId, taskId, title, client, isUpNext, isReview, priority }: WorkLine) => (
  <Group gap={6} wrap="nowrap" miw={0}>
    {isReview && <IconEye size={14} aria-label="Review" style={{ flexShrink: 0 }} />}
    <Text span size="sm" truncate {...(!isUpNext && { c: 'dimmed' })}>
      <Link to="/jobs/$jobId" params={{ jobId }} search={{ task: taskId }} tabIndex={-1} title={title}>
        {title}
      </Link>
    </Text>
    {priority === 'high' && (
      <Text span size="xs" fw={600}>
        high
      </Text>
    )}
    {client && (
      <Text span size="xs" c="dimmed" truncate hiddenFrom="sm" style={{ flexShrink: 2 }}>
        {client.name}
      </Text>
    )}
    {!isUpNext && (
      <Text span size="xs" c="dimmed" visibleFrom="sm" style={{ flexShrink: 0 }}>
        not yet
      </Text>
    )}
  </Group>
);

export const workColumns = ({ words, memberName, withWho, onDone }: Given): readonly Column<WorkLine>[] => [
  ...(onDone ? [tick(onDone)] : []),
  { key: 'title', title: capital(words.task), render: nameOf },
  {
    key: 'due',
    title: 'Due',
    width: 132,
    render: ({ due, at, isOverdue }) => <DueDay on={due} at={at} isOverdue={isOverdue} />,
  },
  {
    key: 'client',
    title: capital(words.client),
    width: '20%',
    render: ({ client }) => client && <span title={client.name}>{client.name}</span>,
    has: ({ client }) => client !== undefined,
    onWide: true,
  },
  {
    key: 'job',
    title: capital(words.job),
    width: '18%',
    render: ({ jobTitle }) => <span title={jobTitle}>{jobTitle}</span>,
    onWide: true,
  },
  ...(withWho
    ? [
        {
          key: 'who',
          title: 'Who',
          width: 130,
          render: ({ assigneeId }: WorkLine) => memberName(assigneeId) || 'nobody',
          onWide: true as const,
        },
      ]
    : []),
  {
    key: 'minutes',
    title: 'Takes',
    width: 92,
    align: 'right',
    render: ({ minutes }) => minutes !== undefined && sayMinutes(minutes),
    has: ({ minutes }) => minutes !== undefined,
    onWide: true,
  },
];
