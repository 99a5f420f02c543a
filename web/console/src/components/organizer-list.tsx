import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useToday } from '../lib/me.ts';
import { organizersQuery } from '../lib/organizers.ts';
import { MoreRows } from './more-rows.tsx';
import { organizerColumns } from './organizer-columns.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { RowTable } from './row-table.tsx';
import { Trouble } from './trouble.tsx';

type Props = {
  of: { clientId: string } | { jobId: string };
  /** What stands there instead of an empty list. */
  empty: ReactNode;
  below?: ReactNode;
};

/** The questionnaires that a client was asked to answer, those that go on first. */
export function OrganizerList({ of, empty, below }: Props) {
  const list = useInfiniteQuery(organizersQuery(of));
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage) return empty;
  return (
    <>
      <RowTable
        label="Organizers"
        rows={rows}
        columns={organizerColumns(today)}
        idOf={(one) => one.id}
        onOpen={(one) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: one.id } })}
      />
      <MoreRows list={list} />
      {below}
    </>
  );
}
