import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { BatchProgress } from '../../components/batch-progress.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type BatchRow, batchQuery, batchRowsQuery, useWhenEnded } from '../../lib/batches.ts';
import { capital } from '../../lib/words.ts';

const route = getRouteApi('/signed-in/batches/$batchId');

const columns: readonly Column<BatchRow>[] = [
  { key: 'number', title: 'No.', width: 64, align: 'right', render: ({ number }) => number },
  { key: 'label', title: 'What', width: '40%', render: ({ label }) => label },
  { key: 'outcome', title: 'Outcome', width: 140, render: ({ outcome }) => capital(outcome.replaceAll('-', ' ')) },
  { key: 'why', title: 'Why', render: ({ why }) => why, onWide: true },
];

export function BatchPage() {
  const { batchId } = route.useParams();
  const batch = useQuery(batchQuery(batchId));
  const rows = useInfiniteQuery({
    ...batchRowsQuery(batchId),
    refetchInterval: batch.data?.status === 'running' ? 3_000 : false,
  });
  useWhenEnded(batch.data, () => rows.refetch());
  if (batch.isError) return <Trouble error={batch.error} onRetry={() => void batch.refetch()} />;
  const all = rows.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <PageHead title={batch.data?.title ?? 'Long work'} />
      <BatchProgress id={batchId} />
      <RowTable label="Results" rows={all} columns={columns} idOf={({ number }) => String(number)} />
      <MoreRows list={rows} />
    </Stack>
  );
}
