import { Text } from '@mantine/core';
import { IconCircleFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useClientName } from '../lib/client-name.ts';
import type { ThreadLine } from '../lib/threads.ts';
import { Day } from './day.tsx';
import type { Column } from './row-table.tsx';
import { ThreadBadge } from './thread-badge.tsx';

function Client({ id }: { id: string }) {
  const name = useClientName(id) ?? '…';
  return <span title={name}>{name}</span>;
}

type Given = {
  memberName: (id: string | undefined) => string;
  /** What a client is called, where the list is of several. */
  clientWord?: string;
  /** Of a list that is of one state, since when it waits; of others, when something was said last. */
  ofOneState?: boolean;
};

/** A conversation on one line: what is new, what about, with whom, for whom it waits, who answers, since when. */
export const threadColumns = ({ memberName, clientWord, ofOneState = false }: Given): readonly Column<ThreadLine>[] => [
  {
    key: 'subject',
    title: 'Conversation',
    render: ({ id, subject, unread }) => (
      <Text span inherit fw={unread > 0 ? 500 : 400}>
        {unread > 0 && (
          <IconCircleFilled
            size={8}
            aria-label={`${unread} unread`}
            color="var(--mantine-primary-color-filled)"
            style={{ marginRight: 8, verticalAlign: 1 }}
          />
        )}
        <Link to="/messages/$threadId" params={{ threadId: id }} tabIndex={-1} title={subject}>
          {subject}
        </Link>
      </Text>
    ),
  },
  ...(clientWord === undefined
    ? []
    : [
        {
          key: 'client',
          title: clientWord,
          width: '26%',
          render: ({ clientId }: ThreadLine) => <Client id={clientId} />,
        },
      ]),
  ...(ofOneState
    ? []
    : [
        {
          key: 'state',
          title: 'State',
          width: 168,
          render: ({ state }: ThreadLine) => <ThreadBadge state={state} />,
          onWide: true as const,
        },
      ]),
  {
    key: 'answers',
    title: 'Who answers',
    width: 180,
    render: ({ assignedTo }) => memberName(assignedTo),
    onWide: true,
  },
  {
    key: 'at',
    title: ofOneState ? 'Since' : 'Last',
    width: 150,
    render: ({ since, lastAt }) => <Day of={ofOneState ? since : lastAt} withTime />,
  },
];
