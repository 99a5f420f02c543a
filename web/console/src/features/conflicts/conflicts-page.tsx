import { Badge, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { NewConflictSearch } from '../../components/conflict-search.tsx';
import { Day } from '../../components/day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName } from '../../lib/me.ts';
import { type Conflict, conflictsQuery } from '../../lib/conflicts.ts';
import { decisionWords } from '../../lib/conflict-words.ts';

const route = getRouteApi('/signed-in/conflicts');

export function ConflictsPage() {
  const list = useInfiniteQuery(conflictsQuery);
  const memberName = useMemberName();
  const navigate = useNavigate();
  const { names: given = '', clientId } = route.useSearch();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: Column<Conflict>[] = [
    {
      key: 'names',
      title: 'Names',
      width: '40%',
      render: ({ id, names }) => (
        <Link to="/conflicts/$conflictId" params={{ conflictId: id }} tabIndex={-1}>
          {names.join(', ')}
        </Link>
      ),
    },
    {
      key: 'decision',
      title: 'Decision',
      width: 130,
      render: ({ decision }) =>
        decision ? (
          <Badge color={decisionWords[decision].colour}>{decisionWords[decision].title}</Badge>
        ) : (
          <Text span size="sm" c="dimmed">
            Open
          </Text>
        ),
    },
    { key: 'by', title: 'Searched by', render: ({ searchedBy }) => memberName(searchedBy), onWide: true },
    { key: 'at', title: 'When', width: 120, render: ({ searchedAt }) => <Day of={searchedAt} />, onWide: true },
  ];
  return (
    <Stack gap="md">
      <PageHead title="Conflicts" />
      <NewConflictSearch
        given={given === '' ? [] : [given]}
        clientId={clientId}
        onMade={({ id }) => void navigate({ to: '/conflicts/$conflictId', params: { conflictId: id } })}
      />
      {list.isError && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {rows.length > 0 && (
        <>
          <Title order={2}>Searched before</Title>
          <RowTable
            label="Conflict searches"
            rows={rows}
            columns={columns}
            idOf={({ id }) => id}
            onOpen={({ id }) => void navigate({ to: '/conflicts/$conflictId', params: { conflictId: id } })}
          />
          <MoreRows list={list} />
        </>
      )}
    </Stack>
  );
}
