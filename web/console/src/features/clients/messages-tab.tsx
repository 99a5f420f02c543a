import { Button, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ThreadList } from '../../components/thread-list.tsx';
import { useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

/** The conversations with a client, where something was said last first. */
export function MessagesTab({ client: { id, can } }: { client: Client }) {
  const { client } = useWords();
  return (
    <Stack gap="sm">
      {can.edit && (
        <Group>
          <Button
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/messages/new" search={{ client: id }} {...props} />}
          >
            New conversation
          </Button>
        </Group>
      )}
      <ThreadList
        which={{ clientId: id }}
        none={{
          title: 'Nothing was said yet',
          description: `What the firm and this ${client.one} write to each other will be listed here.`,
        }}
      />
    </Stack>
  );
}
