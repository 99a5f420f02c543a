import { SegmentedControl, Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { ImportWizard } from './import-wizard.tsx';
import { type Import, importsQuery, type Of } from './requests.ts';
import { kinds } from './kinds.ts';
import { originOf } from './words.ts';

const columns: readonly Column<Import>[] = [
  {
    key: 'file',
    title: 'File',
    width: '36%',
    render: ({ id, fileName }) => (
      <Link to="/imports/$importId" params={{ importId: id }} tabIndex={-1}>
        {fileName}
      </Link>
    ),
  },
  { key: 'source', title: 'From', render: originOf, onWide: true },
  { key: 'rows', title: 'Rows', width: 80, align: 'right', render: ({ rows }) => rows },
  { key: 'at', title: 'Imported', width: 140, render: ({ startedAt }) => <Day of={startedAt} /> },
];

const route = getRouteApi('/signed-in/imports');

export function ImportsPage() {
  const { of = 'clients' } = route.useSearch();
  const go = route.useNavigate();
  const list = useInfiniteQuery(importsQuery);
  const navigate = useNavigate();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <PageHead title="Import" />
      <SegmentedControl
        aria-label="What to import"
        w="fit-content"
        maw="100%"
        data={Object.entries(kinds).map(([value, { title }]) => ({ value, label: title }))}
        value={of}
        onChange={(value) => void go({ search: value === 'clients' ? {} : { of: value as Of }, replace: true })}
      />
      <ImportWizard key={of} of={of} />
      {list.isError && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {rows.length > 0 && (
        <>
          <Title order={2}>Imported before</Title>
          <RowTable
            label="Imports"
            rows={rows}
            columns={columns}
            idOf={({ id }) => id}
            onOpen={({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id } })}
          />
          <MoreRows list={list} />
        </>
      )}
    </Stack>
  );
}
