import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { peopleQuery } from '../lib/client-people.ts';
import { useToday } from '../lib/me.ts';
import { requestsQuery } from '../lib/requests.ts';
import { MoreRows } from './more-rows.tsx';
import { requestColumns } from './request-columns.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { RowTable } from './row-table.tsx';
import { Trouble } from './trouble.tsx';

type Props = {
  clientId: string;
  /** Only those of this job of the client. */
  jobId?: string;
  /** What stands there instead of an empty list. */
  empty: ReactNode;
  below?: ReactNode;
};

/** What a client is asked for, those that go on first. */
export function RequestList({ clientId, jobId, empty, below }: Props) {
  const list = useInfiniteQuery(requestsQuery(jobId === undefined ? { clientId } : { jobId }));
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage) return empty;
  const contactName = (contactId: string) => people.find((one) => one.id === contactId)?.name ?? '…';
  return (
    <>
      <RowTable
        label="Requests"
        rows={rows}
        columns={requestColumns({ today, contactName })}
        idOf={(one) => one.id}
        onOpen={(one) => void navigate({ to: '/requests/$requestId', params: { requestId: one.id } })}
      />
      <MoreRows list={list} />
      {below}
    </>
  );
}
