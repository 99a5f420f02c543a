import { Button, EmptyState, Group } from '@mantine/core';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { OrganizerList } from '../../components/organizer-list.tsx';
import type { Client } from '../../lib/clients.ts';
import { useWords } from '../../lib/words.ts';

/** The questionnaires that the client was asked to answer, those that go on first. */
export function OrganizersTab({ client: { id, can } }: { client: Client }) {
  const { client } = useWords();
  const begin = can.edit && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/organizers/new" search={{ client: id }} {...props} />}
    >
      New organizer
    </Button>
  );
  const empty = (
    <EmptyState
      py="lg"
      icon={<IconClipboardText stroke={1.5} />}
      title="No organizer yet"
      description={`Questionnaires that this ${client.one} is asked to answer will be listed here.`}
    >
      <EmptyState.Actions>{begin}</EmptyState.Actions>
    </EmptyState>
  );
  return <OrganizerList of={{ clientId: id }} empty={empty} below={<Group mt="sm">{begin}</Group>} />;
}
