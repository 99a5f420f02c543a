import { Button, Drawer, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trouble } from '../../components/trouble.tsx';
import { StandingNotes } from '../../components/standing-notes.tsx';
import { ClientFacts } from './client-facts.tsx';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import { clientQuery } from '../../lib/clients.ts';

/** A look at one client without leaving the list. */
export function ClientPeek({ clientId, onClose }: { clientId: string | undefined; onClose: () => void }) {
  const { data, error, isPending, refetch } = useQuery({ ...clientQuery(clientId ?? ''), enabled: !!clientId });
  return (
    <Drawer
      opened={!!clientId}
      onClose={onClose}
      title={data?.name ?? 'Client'}
      lockScroll={false}
      withOverlay={false}
      trapFocus={false}
      shadow="lg"
    >
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton h={160} />}
      {data && (
        <Stack gap="lg">
          <Group gap="xs">
            <LifecycleBadge lifecycle={data.lifecycle} />
          </Group>
          <StandingNotes notes={data.standingNotes} />
          <ClientFacts client={data} isWhole />
          <Button component={Link} to={`/clients/${data.id}`} fullWidth>
            Open the client
          </Button>
        </Stack>
      )}
    </Drawer>
  );
}
