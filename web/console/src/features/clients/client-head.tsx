import { ActionIcon, Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { MergeDialog } from '../../components/merge-dialog.tsx';
import { kindWords } from '../../lib/kinds.ts';
import { useIsLead, usePageTitle } from '../../lib/me.ts';
import { ClientEditor } from './client-editor.tsx';
import { ClientFacts } from './client-facts.tsx';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import type { Client } from './requests.ts';
import { StandingNotes } from './standing-notes.tsx';

export function ClientHead({ client }: { client: Client }) {
  const [isEditing, editor] = useDisclosure();
  usePageTitle(client.name);
  return (
    <Stack gap="sm" component="header">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" miw={0}>
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {client.name}
          </Title>
          <Text c="dimmed" className="figures">
            {[client.number, kindWords[client.kind]].filter(Boolean).join(' · ')}
          </Text>
          <LifecycleBadge lifecycle={client.lifecycle} />
        </Group>
        {client.can.edit && (
          <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editor.open}>
              Edit
            </Button>
            <More client={client} />
          </Group>
        )}
      </Group>
      <ClientFacts client={client} />
      <StandingNotes client={client} />
      <ClientEditor client={client} opened={isEditing} onClose={editor.close} />
    </Stack>
  );
}

/** What is done seldom, by who leads. */
function More({ client }: { client: Client }) {
  const [isMerging, merging] = useDisclosure();
  if (!useIsLead()) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={`More about ${client.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={merging.open}>Merge with a second record</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MergeDialog kind="client" kept={client} opened={isMerging} onClose={merging.close} />
    </>
  );
}
