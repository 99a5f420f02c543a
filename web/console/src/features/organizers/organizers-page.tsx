import { Button, Center, EmptyState, Tabs } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { organizerColumns } from '../../components/organizer-columns.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useToday } from '../../lib/me.ts';
import { organizerWords } from '../../lib/organizer-words.ts';
import { organizersQuery } from '../../lib/organizers.ts';
import { capital, useWords } from '../../lib/words.ts';
import { states } from './place.ts';

const route = getRouteApi('/signed-in/organizers');
type State = (typeof states)[number];

function List({ state }: { state: State }) {
  const list = useInfiniteQuery(organizersQuery({ status: state }));
  const today = useToday();
  const navigate = useNavigate();
  const { client } = useWords();
  if (list.isPending) return <RowSkeleton rows={6} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconClipboardText stroke={1.5} />}
          title={state === 'submitted' ? 'Nothing waits to be looked at' : 'None at present'}
          description={`Begin one from the page of a ${client.one}, on the tab Organizers.`}
        />
      </Center>
    );
  return (
    <>
      <RowTable
        label="Organizers"
        rows={rows}
        columns={organizerColumns(today, capital(client.one))}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: id } })}
      />
      <MoreRows list={list} />
    </>
  );
}

/** What clients answer, by how far it is: what they have sent waits for us. */
export function OrganizersPage() {
  const { state = 'submitted' } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (to: string | null) =>
    void navigate({ search: to === 'submitted' ? {} : { state: to as State }, replace: true });
  return (
    <>
      <PageHead mb="xs" title="Organizers">
        <Button variant="default" renderRoot={(props) => <Link to="/questionnaires" {...props} />}>
          Questionnaires
        </Button>
      </PageHead>
      <Tabs value={state} onChange={go}>
        <TabList mb="sm">
          {states.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {organizerWords[one].says}
            </Tabs.Tab>
          ))}
        </TabList>
        <Tabs.Panel value={state}>
          <List key={state} state={state} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
