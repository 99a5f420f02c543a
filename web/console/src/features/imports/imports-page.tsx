import { Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { ImportWizard } from './import-wizard.tsx';
import { type Import, importsQuery } from './requests.ts';
import { sourceWords } from './words.ts';

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
  { key: 'source', title: 'From', render: ({ source }) => sourceWords[source], onWide: true },
  { key: 'rows', title: 'Rows', width: 80, align: 'right', render: ({ rows }) => rows },
  { key: 'at', title: 'Imported', width: 140, render: ({ startedAt }) => <Day of={startedAt} /> },
];

export function ImportsPage() {
  const list = useInfiniteQuery(importsQuery);
  const navigate = useNavigate();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <PageHead title="Import clients" />
      <ImportWizard />
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
