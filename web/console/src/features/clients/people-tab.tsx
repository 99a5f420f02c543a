import { Button, Checkbox, EmptyState, Group, Menu, Switch, Text } from '@mantine/core';
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAddressBook, IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Reach } from '../../components/reach.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { AddPerson } from './add-person.tsx';
import { type ClientContact, peopleQuery, usePeopleChanges } from './client-people.ts';
import type { Client } from './requests.ts';

const switches = [
  { key: 'portal', title: 'Portal', does: 'may use the portal' },
  { key: 'notify', title: 'Mail', does: 'is sent mail about this client' },
  { key: 'sign', title: 'Signs', does: 'may sign for this client' },
] as const;

export function PeopleTab({ client }: { client: Client }) {
  const { data, error, isPending, refetch } = useQuery(peopleQuery(client.id));
  const { link, unlink } = usePeopleChanges(client.id);
  const [isAdding, adding] = useDisclosure();
  const [asked, setAsked] = useState('');
  if (isPending) return <RowSkeleton rows={3} />;
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;

  const turn = (person: ClientContact, change: Partial<ClientContact['link']>) => {
    const { version, ...part } = person.link;
    link.mutate({ contactId: person.id, part: { ...part, ...change }, version }, { onError: tellTrouble });
  };
  const take = (person: ClientContact) =>
    unlink.mutate(person, { onSuccess: () => tell(`${person.name} is no longer a contact`), onError: tellTrouble });

  const columns: Column<ClientContact>[] = [
    {
      key: 'name',
      title: 'Name',
      width: '24%',
      render: ({ id, name }) => (
        <Link to="/people/$contactId" params={{ contactId: id }} tabIndex={-1}>
          {name}
        </Link>
      ),
    },
    { key: 'title', title: 'Title', width: 120, render: ({ title }) => title, onWide: true },
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
        <Checkbox
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
      title: '',
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
              <Menu.Item onClick={() => take(one)}>No longer a contact</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ),
    },
  ];
  return (
    <>
      {client.can.edit && (
        <Group justify="space-between" mb="xs">
          <Text c="dimmed" size="sm">
            {data.length === 0 ? '' : 'Who speaks for this client, what reaches them, and what they may do'}
          </Text>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => (setAsked(''), adding.open())}>
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
        />
      ) : (
        <RowTable label="People of this client" rows={data} columns={columns} idOf={({ id }) => id} />
      )}
      <AddPerson client={client} name={asked} opened={isAdding} onClose={adding.close} />
    </>
  );
}
