import { Button, EmptyState, Group } from '@mantine/core';
import { IconMailQuestion, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { RequestList } from '../../components/request-list.tsx';
import type { Client } from '../../lib/clients.ts';
import { useWords } from '../../lib/words.ts';

/** What the client is asked for, those that go on first. */
export function RequestsTab({ client: { id, can } }: { client: Client }) {
  const { client } = useWords();
  const begin = can.edit && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/requests/new" search={{ client: id }} {...props} />}
    >
      New request
    </Button>
  );
  const empty = (
    <EmptyState
      py="lg"
      icon={<IconMailQuestion stroke={1.5} />}
      title="Nothing was asked yet"
      description={`Files, answers and confirmations that this ${client.one} is asked for will be listed here.`}
    >
      <EmptyState.Actions>{begin}</EmptyState.Actions>
    </EmptyState>
  );
  return <RequestList clientId={id} empty={empty} below={<Group mt="sm">{begin}</Group>} />;
}
