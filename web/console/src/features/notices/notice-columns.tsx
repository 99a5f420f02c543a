import { ActionIcon, Badge, Text } from '@mantine/core';
import { IconCheck, IconCircleFilled } from '@tabler/icons-react';
import { fullTime, sayTime } from '../../lib/dates.ts';
import type { Column } from '../../components/row-table.tsx';
import { noticeWords } from '../../lib/notice-words.ts';
import type { Notice } from '../../lib/told.ts';
import classes from './notice-columns.module.css';

const colours: Partial<Record<Notice['kind'], string>> = { 'failed-step': 'red', 'at-risk': 'yellow' };

type Given = { onRead: (notice: Notice) => void; timeZone: string };

/** A notice on one line: whether it is new, what it says, of which kind, and when. */
export const noticeColumns = ({ onRead, timeZone }: Given): readonly Column<Notice>[] => [
  {
    key: 'says',
    title: 'What',
    render: ({ says, isRead }) => (
      <Text span size="sm" className={classes.says} fw={isRead ? 400 : 500} title={says}>
        {!isRead && (
          <IconCircleFilled
            size={8}
            aria-label="Unread"
            color="var(--mantine-primary-color-filled)"
            style={{ marginRight: 8, verticalAlign: 1 }}
          />
        )}
        {says}
      </Text>
    ),
  },
  {
    key: 'kind',
    title: 'Kind',
    width: 120,
    render: ({ kind }) => <Badge color={colours[kind] ?? 'gray'}>{noticeWords[kind].short}</Badge>,
    onWide: true,
  },
  {
    key: 'at',
    title: 'At',
    width: 64,
    render: ({ at }) => (
      <time dateTime={at} title={fullTime(at, timeZone)}>
        {sayTime(at, timeZone)}
      </time>
    ),
  },
  {
    key: 'read',
    title: 'Mark as read',
    isTitleHidden: true,
    width: 44,
    render: (one) =>
      !one.isRead && (
        <ActionIcon size={28} aria-label={`Mark as read: ${one.says}`} title="Mark as read" onClick={() => onRead(one)}>
          <IconCheck size={16} />
        </ActionIcon>
      ),
  },
];
