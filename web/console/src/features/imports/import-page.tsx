import { Badge, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { BatchProgress } from '../../components/batch-progress.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { batchQuery, useWhenEnded } from '../../lib/batches.ts';
import { capital } from '../../lib/words.ts';
import { outcomes } from './place.ts';
import { type ImportRow, importQuery, importRowsQuery } from './requests.ts';
import { originOf, sayFields } from './words.ts';

const route = getRouteApi('/signed-in/imports/$importId');

const colours: Record<string, string> = { created: 'green', updated: 'blue', unchanged: 'gray', refused: 'red' };

const columns: readonly Column<ImportRow>[] = [
  { key: 'row', title: 'Row', width: 64, align: 'right', render: ({ row }) => row },
  {
    key: 'name',
    title: 'Name',
    width: '32%',
    render: ({ name, clientId, jobId }) =>
      jobId ? (
        <Link to="/jobs/$jobId" params={{ jobId }} tabIndex={-1}>
          {name}
        </Link>
      ) : clientId ? (
        <Link to="/clients/$clientId" params={{ clientId }} tabIndex={-1}>
          {name}
        </Link>
      ) : (
        name
      ),
  },
  {
    key: 'outcome',
    title: 'What happened',
    width: 130,
    render: ({ outcome }) => <Badge color={colours[outcome] ?? 'gray'}>{capital(outcome)}</Badge>,
  },
  {
    key: 'why',
    title: 'Why, and what was set',
    render: ({ why, changes, notes }) => [why, sayFields(changes), ...notes].filter(Boolean).join('. '),
    onWide: true,
  },
];

export function ImportPage() {
  const { importId } = route.useParams();
  const { outcome } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: one, error, refetch } = useQuery(importQuery(importId));
  const batch = useQuery({ ...batchQuery(one?.batchId ?? ''), enabled: one !== undefined });
  const rows = useInfiniteQuery({
    ...importRowsQuery(importId, outcome),
    refetchInterval: batch.data?.status === 'running' ? 2_000 : false,
  });
  useWhenEnded(batch.data, () => rows.refetch());
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!one) return <RowSkeleton rows={6} />;
  const count = (name: string) => batch.data?.counts[name] ?? 0;
  const choices = [
    { value: 'all', label: `All ${one.rows}` },
    ...outcomes.map((value) => ({ value, label: `${capital(value)} ${count(value)}` })),
  ];
  return (
    <Stack gap="md">
      <PageHead title={one.fileName} beside={<Text c="dimmed">{originOf(one)}</Text>} />
      <BatchProgress id={one.batchId} />
      <SegmentedControl
        aria-label="Which rows"
        size="xs"
        w="fit-content"
        maw="100%"
        style={{ overflowX: 'auto' }}
        data={choices}
        value={outcome ?? 'all'}
        onChange={(value) =>
          void navigate({
            search: value === 'all' ? {} : { outcome: value as (typeof outcomes)[number] },
            replace: true,
          })
        }
      />
      <RowTable
        label="What came of each row"
        rows={rows.data?.pages.flatMap(({ items }) => items) ?? []}
        columns={columns}
        idOf={({ row }) => String(row)}
      />
      <MoreRows list={rows} />
      {one.skipped.length > 0 && (
        <Text size="sm" c="dimmed">
          {one.skipped.length} lines of the file are no rows:{' '}
          {one.skipped
            .slice(0, 8)
            .map(({ row, why }) => `${row} (${why})`)
            .join(', ')}
        </Text>
      )}
    </Stack>
  );
}
