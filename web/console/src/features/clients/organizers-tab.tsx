import { Button, EmptyState, Group } from '@mantine/core';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { organizerColumns } from '../../components/organizer-columns.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useToday } from '../../lib/me.ts';
import { organizersQuery } from '../../lib/organizers.ts';
import { useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

/** The questionnaires that the client was asked to answer, those that go on first. */
export function OrganizersTab({ client: { id, can } }: { client: Client }) {
  const list = useInfiniteQuery(organizersQuery({ clientId: id }));
  const { client } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const begin = can.edit && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/organizers/new" search={{ client: id }} {...props} />}
    >
      New organizer
    </Button>
  );
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <EmptyState
        py="lg"
        icon={<IconClipboardText stroke={1.5} />}
        title="No organizer yet"
        description={`Questionnaires that this ${client.one} is asked to answer will be listed here.`}
      >
        <EmptyState.Actions>{begin}</EmptyState.Actions>
      </EmptyState>
    );
  return (
    <>
      <RowTable
        label="Organizers"
        rows={rows}
        columns={organizerColumns(today)}
        idOf={(one) => one.id}
        onOpen={(one) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: one.id } })}
      />
      <MoreRows list={list} />
      <Group mt="sm">{begin}</Group>
    </>
  );
}
