import { Button, EmptyState, Group } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { seriesColumns } from '../../components/series-columns.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { engagementsQuery } from '../../lib/engagements.ts';
import { useMe } from '../../lib/me.ts';
import { seriesOfClientQuery } from '../../lib/series-queries.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

/** What recurs for one client, engagement by engagement. */
export function SeriesTab({ client: { id } }: { client: Client }) {
  const list = useInfiniteQuery(seriesOfClientQuery(id));
  const { data: engagements = [] } = useQuery(engagementsQuery(id));
  const { job, client, engagement } = useWords();
  const { member } = useMe();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const begin = member.role !== 'guest' && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/series/new" search={{ client: id }} {...props} />}
    >
      New series
    </Button>
  );
  if (rows.length === 0)
    return (
      <EmptyState
        py="lg"
        icon={<IconRepeat stroke={1.5} />}
        title="Nothing recurs yet"
        description={`What makes a ${job.one} for this ${client.one} again and again will be listed here.`}
      >
        <EmptyState.Actions>{begin}</EmptyState.Actions>
      </EmptyState>
    );
  const titleOf = (engagementId: string | undefined) =>
    engagements.find((one) => one.id === engagementId)?.title ?? `Without an ${engagement.one}`;
  return (
    <>
      <RowTable
        label="Series"
        rows={rows}
        columns={seriesColumns({ job: capital(job.one), client: '' }, false)}
        idOf={(one) => one.id}
        groupOf={({ engagementId }) => titleOf(engagementId)}
        onOpen={(one) => void navigate({ to: '/series/$seriesId', params: { seriesId: one.id } })}
      />
      <MoreRows list={list} />
      <Group mt="sm">{begin}</Group>
    </>
  );
}
