import { Button, EmptyState, Group } from '@mantine/core';
import { IconMailQuestion, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { requestColumns } from '../../components/request-columns.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useToday } from '../../lib/me.ts';
import { requestsQuery } from '../../lib/requests.ts';
import { useWords } from '../../lib/words.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import type { Client } from '../../lib/clients.ts';

/** What the client is asked for, those that go on first. */
export function RequestsTab({ client: { id, can } }: { client: Client }) {
  const list = useInfiniteQuery(requestsQuery({ clientId: id }));
  const { data: people = [] } = useQuery(peopleQuery(id));
  const { client } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const begin = can.edit && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/requests/new" search={{ client: id }} {...props} />}
    >
      New request
    </Button>
  );
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <EmptyState
        py="lg"
        icon={<IconMailQuestion stroke={1.5} />}
        title="Nothing was asked yet"
        description={`Files, answers and confirmations that this ${client.one} is asked for will be listed here.`}
      >
        <EmptyState.Actions>{begin}</EmptyState.Actions>
      </EmptyState>
    );
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
      <Group mt="sm">{begin}</Group>
    </>
  );
}
