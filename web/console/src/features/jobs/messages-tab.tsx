import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ThreadList } from '../../components/thread-list.tsx';
import type { Job } from '../../lib/jobs.ts';
import { useMe } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';

/** The conversations with the client about a job. */
export function MessagesTab({ job: { id, clientId } }: { job: Job }) {
  const { member } = useMe();
  const words = useWords();
  if (clientId === undefined)
    return <Text c="dimmed">This work belongs to no {words.client.one}: there is nobody to write to.</Text>;
  return (
    <Stack gap="sm">
      {member.role !== 'guest' && (
        <Group>
          <Button
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/messages/new" search={{ client: clientId, job: id }} {...props} />}
          >
            New conversation
          </Button>
        </Group>
      )}
      <ThreadList
        which={{ jobId: id }}
        none={{
          title: 'Nothing was said yet',
          description: `What the firm and the ${words.client.one} write to each other about this ${words.job.one} will be listed here.`,
        }}
      />
    </Stack>
  );
}
