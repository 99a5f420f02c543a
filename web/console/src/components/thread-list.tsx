import { EmptyState } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMemberName } from '../lib/me.ts';
import { threadsQuery } from '../lib/threads.ts';
import { MoreRows } from './more-rows.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { RowTable } from './row-table.tsx';
import { threadColumns } from './thread-columns.tsx';
import { Trouble } from './trouble.tsx';

type Props = {
  which: Parameters<typeof threadsQuery>[0];
  none: { title: string; description: string; act?: ReactNode };
  clientWord?: string;
};

/** Conversations, one on each line. */
export function ThreadList({ which, none, clientWord }: Props) {
  const list = useInfiniteQuery(threadsQuery(which));
  const memberName = useMemberName();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <EmptyState py="lg" icon={<IconMessages stroke={1.5} />} title={none.title} description={none.description}>
        {none.act && <EmptyState.Actions>{none.act}</EmptyState.Actions>}
      </EmptyState>
    );
  const ofOneState = 'state' in which;
  return (
    <>
      <RowTable
        label="Conversations"
        rows={rows}
        columns={threadColumns({ memberName, ofOneState, ...(clientWord !== undefined && { clientWord }) })}
        idOf={({ id }) => id}
        nameOf={({ subject }) => subject}
        onOpen={({ id }) => void navigate({ to: '/messages/$threadId', params: { threadId: id } })}
      />
      <MoreRows list={list} />
    </>
  );
}
