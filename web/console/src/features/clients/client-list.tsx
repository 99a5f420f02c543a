import { Button, Center, EmptyState, Text } from '@mantine/core';
import { IconBuildingSkyscraper } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMe, useMemberName } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';
import { ClientBulk } from './client-bulk.tsx';
import { clientColumns } from './client-columns.tsx';
import type { ClientListSearch } from './place.ts';
import { clientsQuery } from './requests.ts';

type Props = { search: ClientListSearch; onChange: (more: Partial<ClientListSearch>) => void; onAdd: () => void };

export function ClientList({ search, onChange, onAdd }: Props) {
  const list = useInfiniteQuery(clientsQuery(search));
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mayChange = useMe().member.role !== 'guest';
  const columns = clientColumns(useMemberName(), useWords().responsible.one, search.state === 'all');
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage) return <NoClients search={search} onAdd={onAdd} />;
  return (
    <>
      <RowTable
        label="Clients"
        rows={rows}
        columns={columns}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        {...(mayChange && { selected, onSelect: setSelected })}
        peeked={search.peek}
        onPeek={({ id }) => onChange({ peek: id })}
        onOpen={({ id }) => void navigate({ to: '/clients/$clientId', params: { clientId: id } })}
        sort={search.sort}
        // Part of a list is not put in order as if it were all of it.
        onSort={list.hasNextPage ? undefined : (sort) => onChange({ sort })}
        isStale={list.isPlaceholderData}
      />
      <ClientBulk clients={rows.filter(({ id }) => selected.has(id))} onDone={() => setSelected(new Set())} />
      <MoreRows list={list} />
      {!list.hasNextPage && (
        <Text size="xs" c="dimmed" mt="xs">
          {rows.length === 1 ? '1 client' : `${rows.length} clients`}
        </Text>
      )}
    </>
  );
}

function NoClients({ search, onAdd }: Pick<Props, 'search' | 'onAdd'>) {
  const isFiltered = [search.responsible, search.member, search.tag, search.state].some((one) => one !== undefined);
  return (
    <Center>
      <EmptyState
        py="xl"
        icon={<IconBuildingSkyscraper stroke={1.5} />}
        title={isFiltered ? 'No client fits' : 'No active clients yet'}
        description={
          isFiltered ? 'Choose another state or person above.' : 'Everyone the firm works for will be listed here.'
        }
      >
        {!isFiltered && (
          <EmptyState.Actions>
            <Button onClick={onAdd}>Add the first client</Button>
          </EmptyState.Actions>
        )}
      </EmptyState>
    </Center>
  );
}
