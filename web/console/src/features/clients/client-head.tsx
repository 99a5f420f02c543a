import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { ClientEditor } from './client-editor.tsx';
import { ClientFacts } from './client-facts.tsx';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import type { Client } from './requests.ts';
import { StandingNotes } from './standing-notes.tsx';

export function ClientHead({ client }: { client: Client }) {
  const [isEditing, editor] = useDisclosure();
  return (
    <Stack gap="sm" component="header">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" miw={0}>
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {client.name}
          </Title>
          {client.number && (
            <Text c="dimmed" className="figures">
              {client.number}
            </Text>
          )}
          <LifecycleBadge lifecycle={client.lifecycle} />
        </Group>
        {client.can.edit && (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} />}
            onClick={editor.open}
            style={{ flexShrink: 0 }}
          >
            Edit
          </Button>
        )}
      </Group>
      <ClientFacts client={client} />
      <StandingNotes client={client} />
      <ClientEditor client={client} opened={isEditing} onClose={editor.close} />
    </Stack>
  );
}
