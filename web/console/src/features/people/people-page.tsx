import { EmptyState, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { MoreFound } from '../../components/more-found.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { foundQuery, type Hit } from '../../lib/search.ts';
import { PeopleList } from './people-list.tsx';

const route = getRouteApi('/signed-in/people');

const columns: readonly Column<Hit>[] = [
  {
    key: 'name',
    title: 'Name',
    width: '40%',
    render: ({ id, title }) => (
      <Link to="/people/$contactId" params={{ contactId: id }} tabIndex={-1}>
        {title}
      </Link>
    ),
    order: ({ title }) => title,
  },
  { key: 'reach', title: 'Mail or phone', render: ({ detail }) => detail },
];

export function PeoplePage() {
  const { q = '' } = route.useSearch();
  const go = route.useNavigate();
  const [typed, setTyped] = useState(q);
  const find = useDebouncedCallback((to: string) => void go({ search: { q: to || undefined }, replace: true }), 180);
  return (
    <>
      <PageHead mb="md" title="People" />
      <TextInput
        aria-label="Search people"
        placeholder="Name, mail, phone"
        leftSection={<IconSearch size={16} />}
        type="search"
        mb="xs"
        w={{ base: '100%', sm: 300 }}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          find(currentTarget.value);
        }}
      />
      {q.trim().length < 2 ? <PeopleList /> : <Found typed={q} />}
    </>
  );
}

function Found({ typed }: { typed: string }) {
  const found = useQuery(foundQuery(typed, 50));
  const navigate = useNavigate();
  if (found.isPending) return <RowSkeleton rows={4} />;
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />;
  const { items, more } = found.data;
  const people = items.filter(({ kind }) => kind === 'contact');
  const nobody = more ? 'Nobody is among the first that begin with' : 'Nobody begins with';
  return (
    <>
      {people.length === 0 ? (
        <EmptyState py="xl" icon={<IconSearch stroke={1.5} />} title={`${nobody} “${typed}”`} />
      ) : (
        <RowTable
          label="People"
          rows={people}
          columns={columns}
          idOf={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/people/$contactId', params: { contactId: id } })}
          isStale={found.isPlaceholderData}
        />
      )}
      {more && <MoreFound />}
    </>
  );
}
