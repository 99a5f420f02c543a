import { Button, EmptyState } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { peopleQuery, type Person } from './requests.ts';

const columns: readonly Column<Person>[] = [
  {
    key: 'name',
    title: 'Name',
    width: '30%',
    render: ({ id, name }) => (
      <Link to="/people/$contactId" params={{ contactId: id }} tabIndex={-1}>
        {name}
      </Link>
    ),
  },
  { key: 'title', title: 'Title', render: ({ title }) => title, onWide: true },
  { key: 'phone', title: 'Phone', width: 140, render: ({ phone }) => phone },
  { key: 'mail', title: 'Mail', width: '28%', render: ({ mail }) => mail, onWide: true },
  {
    key: 'clients',
    title: 'Clients',
    width: 80,
    align: 'right',
    render: ({ clientIds }) => clientIds.length,
    onWide: true,
  },
];

/** Everyone, by name. */
export function PeopleList() {
  const list = useInfiniteQuery(peopleQuery);
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <EmptyState
        py="xl"
        icon={<IconAddressBook stroke={1.5} />}
        title="Nobody yet"
        description="People are added at the client they speak for."
      >
        <EmptyState.Actions>
          <Button component={Link} to="/clients" variant="default">
            Choose a client
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  return (
    <>
      <RowTable
        label="People"
        rows={rows}
        columns={columns}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/people/$contactId', params: { contactId: id } })}
      />
      <MoreRows list={list} />
    </>
  );
}
