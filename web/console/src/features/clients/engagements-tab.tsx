import { Button, EmptyState, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { EngagementCard } from '../../components/engagement-card.tsx';
import { NewEngagement } from '../../components/new-engagement.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { Client } from '../../lib/clients.ts';
import { engagementsQuery } from '../../lib/engagements.ts';
import { useWords } from '../../lib/words.ts';

export function EngagementsTab({ client }: { client: Client }) {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(engagementsQuery(client.id));
  const { engagement } = useWords();
  const [isAdding, adding] = useDisclosure();
  if (isPending) return <RowSkeleton rows={4} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      {client.can.edit && !isAdding && (
        <Group justify="flex-end">
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
            Add an {engagement.one}
          </Button>
        </Group>
      )}
      {isAdding && <NewEngagement clientId={client.id} onClose={adding.close} />}
      {data.length === 0 && !isAdding && (
        <EmptyState
          py="lg"
          icon={<IconFileText stroke={1.5} />}
          title={`No ${engagement.many} yet`}
          description="What the firm does for this client, for how much, will be listed here."
        />
      )}
      {data.map((one) => (
        <EngagementCard key={one.id} engagement={one} />
      ))}
    </Stack>
  );
}
