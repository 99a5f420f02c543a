import { Center, EmptyState, Text } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { requestColumns } from '../../components/request-columns.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMe, useToday } from '../../lib/me.ts';
import { type RequestLine, requestsQuery } from '../../lib/requests.ts';
import { capital, useWords } from '../../lib/words.ts';

const groups = ['Could not be sent', 'Drafts', 'Go out by themselves'] as const;

function groupOf({ status, notSent }: RequestLine): (typeof groups)[number] {
  if (notSent !== undefined) return groups[0];
  return status === 'draft' ? groups[1] : groups[2];
}

/** Why it did not go out, or when it goes. */
const when: Column<RequestLine> = {
  key: 'when',
  title: 'Goes out',
  width: '28%',
  render: ({ notSent, sendAt }) =>
    notSent === undefined ? (
      sendAt !== undefined && <Day of={sendAt} />
    ) : (
      <Text span size="sm" c="red" truncate title={notSent}>
        {notSent}
      </Text>
    ),
};

/** Requests that no client has yet: what could not be sent before what someone has still to send, and what waits for its day. */
export function NotSent({ isMine }: { isMine: boolean }) {
  const drafts = useInfiniteQuery(requestsQuery({ state: 'draft' }));
  const scheduled = useInfiniteQuery(requestsQuery({ state: 'scheduled' }));
  const { member } = useMe();
  const { client } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  for (const { isError, error, refetch } of [drafts, scheduled])
    if (isError) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!drafts.data || !scheduled.data) return <RowSkeleton />;
  const rows = [...drafts.data.pages, ...scheduled.data.pages]
    .flatMap(({ items }) => items)
    .filter(({ senderId }) => !isMine || senderId === member.id)
    .toSorted((a, b) => groups.indexOf(groupOf(a)) - groups.indexOf(groupOf(b)));
  if (rows.length === 0 && !drafts.hasNextPage && !scheduled.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconMailQuestion stroke={1.5} />}
          title="Everything was sent"
          description="Drafts, what goes out on a day of its own, and what could not be sent is listed here."
        />
      </Center>
    );
  const columns = requestColumns({ today, clientWord: capital(client.one) })
    .filter(({ key }) => key !== 'status' && key !== 'done')
    .map((one) => (one.key === 'due' ? { ...one, onWide: true as const } : one));
  return (
    <>
      <RowTable
        label="Requests"
        rows={rows}
        columns={[...columns, when]}
        idOf={({ id }) => id}
        groupOf={groupOf}
        onOpen={({ id }) => void navigate({ to: '/requests/$requestId', params: { requestId: id } })}
      />
      <MoreRows list={drafts.hasNextPage ? drafts : scheduled} />
    </>
  );
}
