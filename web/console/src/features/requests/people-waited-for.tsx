import { List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Person, Preview } from './nudge-requests.ts';

type Waiting = Person['waiting'][number];

const what = { request: 'Request', organizer: 'Organizer', letter: 'Letter to sign' } as const;

function Where({ of: { kind, id, title } }: { of: Waiting }) {
  if (kind === 'request')
    return (
      <Link to="/requests/$requestId" params={{ requestId: id }}>
        {title}
      </Link>
    );
  if (kind === 'organizer')
    return (
      <Link to="/organizers/$organizerId" params={{ organizerId: id }}>
        {title}
      </Link>
    );
  return (
    <Link to="/letters/$letterId" params={{ letterId: id }}>
      {title}
    </Link>
  );
}

const columns = (clientName: (id: string) => string): readonly Column<Person>[] => [
  {
    key: 'person',
    title: 'Person',
    width: '24%',
    render: ({ contactId, name }) => (
      <Link to="/people/$contactId" params={{ contactId }} title={name}>
        {name}
      </Link>
    ),
    order: ({ name }) => name,
  },
  {
    key: 'waiting',
    title: 'Waits for',
    render: ({ waiting }) => (
      <List size="sm" listStyleType="none" py={6}>
        {waiting.map((one) => (
          <List.Item key={one.id}>
            <Where of={one} />{' '}
            <Text span size="xs" c="dimmed">
              {what[one.kind]}, {clientName(one.clientId)}
            </Text>
          </List.Item>
        ))}
      </List>
    ),
  },
  {
    key: 'mail',
    title: 'Mail',
    width: '30%',
    render: ({ leftOut }) =>
      leftOut === undefined ? (
        'Gets one'
      ) : (
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'normal' }}>
          {leftOut}
        </Text>
      ),
    order: ({ leftOut = '' }) => leftOut,
  },
];

/** What waits for each person, over all their clients, and whether they would be reminded now. */
export function PeopleWaitedFor({ preview }: { preview: Preview }) {
  const names = new Map(preview.clients.map(({ id, name }) => [id, name]));
  return (
    <Stack gap="xs">
      <RowTable
        label="People"
        rows={preview.people}
        columns={columns((id) => names.get(id) ?? '…')}
        idOf={({ contactId }) => contactId}
        nameOf={({ name }) => name}
      />
      {preview.isMore && (
        <Text size="sm" c="dimmed">
          There is more than can be looked at at once: these are the oldest 500.
        </Text>
      )}
    </Stack>
  );
}
