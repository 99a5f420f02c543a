import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { Reach } from '../../components/reach.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { sayLanguage } from '../../lib/language-words.ts';
import { PageLinks } from './page-links.tsx';
import { PersonEditor } from './person-editor.tsx';
import { SamePerson } from './same-person.tsx';
import { type Client, clientQuery, personQuery } from './requests.ts';

const route = getRouteApi('/signed-in/people/$contactId');

const columns: readonly Column<Client>[] = [
  { key: 'number', title: 'Number', width: 88, render: ({ number }) => number },
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name }) => (
      <Link to="/clients/$clientId" params={{ clientId: id }} tabIndex={-1}>
        {name}
      </Link>
    ),
  },
];

export function PersonPage() {
  const { contactId } = route.useParams();
  const navigate = useNavigate();
  const [isEditing, editor] = useDisclosure();
  const { data: person, error, refetch } = useQuery(personQuery(contactId));
  const clients = useQueries({ queries: (person?.clientIds ?? []).map(clientQuery) });
  if (error && !person) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!person) return <Skeleton h={80} />;
  // Behind a wall there is nothing to show, and nothing is said of it.
  const shown = clients.flatMap(({ data }) => data ?? []);
  return (
    <Stack gap="md">
      <PageHead title={person.name} beside={person.title && <Text c="dimmed">{person.title}</Text>}>
        {person.can.edit && (
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editor.open}>
            Edit
          </Button>
        )}
      </PageHead>
      <Group gap="md">
        <Reach mail={person.mail} phone={person.phone} />
        {person.language && (
          <Text size="sm" c="dimmed">
            Reads {sayLanguage(person.language)}
          </Text>
        )}
      </Group>
      <SamePerson person={person} />
      <Title order={2}>Contact of</Title>
      <RowTable
        label={`Clients of ${person.name}`}
        rows={shown}
        columns={columns}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/clients/$clientId', params: { clientId: id } })}
      />
      <PageLinks person={person} />
      <PersonEditor person={person} opened={isEditing} onClose={editor.close} />
    </Stack>
  );
}
