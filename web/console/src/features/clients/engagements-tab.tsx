import { Button, EmptyState, Group, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { engagementsQuery } from '../../lib/engagements.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { useWords } from '../../lib/words.ts';
import { EngagementCard } from './engagement-card.tsx';
import { useEngagements } from './engagements.ts';
import type { Client } from './requests.ts';

export function EngagementsTab({ client }: { client: Client }) {
  const { data, error, isPending, refetch } = useQuery(engagementsQuery(client.id));
  const { engagement } = useWords();
  const [isAdding, adding] = useDisclosure();
  if (isPending) return <RowSkeleton rows={4} />;
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      {client.can.edit && !isAdding && (
        <Group justify="flex-end">
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
            Add an {engagement.one}
          </Button>
        </Group>
      )}
      {isAdding && <NewOne clientId={client.id} onClose={adding.close} />}
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

function NewOne({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { engagement } = useWords();
  const { add } = useEngagements(clientId);
  const [title, setTitle] = useState('');
  const [startsOn, setStart] = useState('');
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate({ title, ...(startsOn && { startsOn }) }, { onSuccess: onClose, onError: tellTrouble });
  };
  return (
    <form onSubmit={send}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={`Title of the ${engagement.one}`}
          placeholder="2026 books and tax"
          required
          withAsterisk={false}
          autoFocus
          w={300}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <TextInput
          label="Starts on"
          type="date"
          value={startsOn}
          onChange={({ currentTarget }) => setStart(currentTarget.value)}
        />
        <Button size="sm" type="submit" loading={add.isPending}>
          Add it
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
