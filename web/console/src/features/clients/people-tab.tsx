import { ActionIcon, Badge, Button, EmptyState, Group, Menu, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAddressBook, IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Reach } from '../../components/reach.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { AddPerson } from '../../components/add-person.tsx';
import { type ClientContact, peopleQuery } from '../../lib/client-people.ts';
import { byWeight, usePeopleChanges } from '../../lib/client-people-changes.ts';
import type { Client } from '../../lib/clients.ts';

const switches = [
  { key: 'portal', title: 'Portal', does: 'may use the portal' },
  { key: 'notify', title: 'Mail', does: 'is sent mail about this client' },
  { key: 'sign', title: 'Signs', does: 'may sign for this client' },
] as const;

export function PeopleTab({ client }: { client: Client }) {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(peopleQuery(client.id));
  const { link, unlink } = usePeopleChanges(client.id);
  const [isAdding, adding] = useDisclosure();
  if (isPending) return <RowSkeleton rows={3} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;

  const turn = (person: ClientContact, change: Partial<ClientContact['link']>) => {
    const { version, ...part } = person.link;
    link.mutate({ contactId: person.id, part: { ...part, ...change }, version }, { onError: tellTrouble });
  };
  const takeBack = ({ id, link: { version: _, ...part } }: ClientContact) => link.mutateAsync({ contactId: id, part });
  const take = (person: ClientContact) =>
    unlink.mutate(person, {
      onSuccess: () => tellUndo(`${person.name} is no longer a contact`, () => takeBack(person)),
      onError: tellTrouble,
    });

  const columns: Column<ClientContact>[] = [
    {
      key: 'name',
      title: 'Name',
      width: '24%',
      render: ({ id, name, link: { main } }) => (
        <>
          <Link to="/people/$contactId" params={{ contactId: id }} title={name}>
            {name}
          </Link>{' '}
          {main && <Badge color="gray">main</Badge>}
        </>
      ),
    },
    {
      key: 'title',
      title: 'Title',
      width: 130,
      has: ({ title }) => !!title,
      render: ({ title }) => title,
      onWide: true,
    },
    {
      key: 'reach',
      title: 'Phone and mail',
      render: (one) => <Reach mail={one.mail} phone={one.phone} isLine />,
      onWide: true,
    },
    {
      key: 'access',
      title: 'Sees all',
      width: 80,
      onWide: true,
      render: (one) => (
        <Switch
          size="xs"
          aria-label={`${one.name} sees everything of this client`}
          checked={one.link.access === 'full'}
          disabled={!client.can.edit}
          onChange={({ currentTarget }) => turn(one, { access: currentTarget.checked ? 'full' : 'limited' })}
        />
      ),
    },
    ...switches.map(({ key, title, does }): Column<ClientContact> => ({
      key,
      title,
      width: 64,
      render: (one) => (
        <Switch
          size="xs"
          aria-label={`${one.name} ${does}`}
          checked={one.link[key]}
          disabled={!client.can.edit}
          onChange={({ currentTarget }) => turn(one, { [key]: currentTarget.checked })}
        />
      ),
    })),
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (one) =>
        client.can.edit && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label={`More about ${one.name}`}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {!one.link.main && <Menu.Item onClick={() => turn(one, { main: true })}>Is the main contact</Menu.Item>}
              <Menu.Item onClick={() => take(one)}>No longer a contact</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ),
    },
  ];
  return (
    <>
      {client.can.edit && data.length > 0 && (
        <Group justify="space-between" mb="xs">
          <Text c="dimmed" size="sm">
            Who speaks for this client, what reaches them, and what they may do
          </Text>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
            Add a person
          </Button>
        </Group>
      )}
      {data.length === 0 ? (
        <EmptyState
          py="lg"
          icon={<IconAddressBook stroke={1.5} />}
          title="Nobody yet"
          description="The people who speak for this client will be listed here."
        >
          {client.can.edit && (
            <EmptyState.Actions>
              <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
                Add the first person
              </Button>
            </EmptyState.Actions>
          )}
        </EmptyState>
      ) : (
        <RowTable label="People of this client" rows={byWeight(data)} columns={columns} idOf={({ id }) => id} />
      )}
      <AddPerson client={client} opened={isAdding} onClose={adding.close} />
    </>
  );
}
