import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { useMe } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import { ClientFilters } from './client-filters.tsx';
import { ClientList } from './client-list.tsx';
import { ClientPeek } from './client-peek.tsx';
import { FoundClients } from './found-clients.tsx';
import { GroupsDialog } from './groups-dialog.tsx';
import { NewClientDialog } from './new-client.tsx';
import { type ClientListSearch, isSearching } from './place.ts';
import { ViewBar } from './view-bar.tsx';

const route = getRouteApi('/signed-in/clients');

export function ClientsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { member } = useMe();
  const { client } = useWords();
  const change = (more: Partial<ClientListSearch>, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace });
  const [isGrouping, grouping] = useDisclosure();
  const add = (isOpen: boolean) => change({ new: isOpen || undefined, name: undefined });
  return (
    <>
      <PageHead mb="md" title={capital(client.many)}>
        {member.role !== 'guest' && (
          <Button variant="default" onClick={grouping.open}>
            Groups
          </Button>
        )}
        {member.role !== 'guest' && (
          <Button variant="default" renderRoot={(props) => <Link to="/onboarding/new" {...props} />}>
            Onboard a new {client.one}
          </Button>
        )}
        {member.role !== 'guest' && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => add(true)}>
            Add a client
          </Button>
        )}
      </PageHead>
      <ViewBar search={search} />
      <ClientFilters search={search} onChange={change} />
      {isSearching(search) ? (
        <FoundClients search={search} onPeek={(peek) => change({ peek })} />
      ) : (
        <ClientList search={search} onChange={change} onAdd={() => add(true)} />
      )}
      <Group mt="sm" visibleFrom="sm">
        <Text size="xs" c="dimmed">
          Arrows move, → peeks, Enter opens, space selects, ? shows every key
        </Text>
      </Group>
      <ClientPeek clientId={search.peek} onClose={() => change({ peek: undefined })} />
      <GroupsDialog opened={isGrouping} onClose={grouping.close} />
      {search.new && <NewClientDialog name={search.name ?? ''} onClose={() => add(false)} />}
    </>
  );
}
