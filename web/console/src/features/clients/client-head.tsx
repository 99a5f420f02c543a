import { ActionIcon, Badge, Button, Menu, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { MergeDialog } from '../../components/merge-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotes } from '../../components/standing-notes.tsx';
import { kindWords } from '../../lib/kinds.ts';
import { useIsLead } from '../../lib/me.ts';
import { ClientEditor } from './client-editor.tsx';
import { ClientFacts } from './client-facts.tsx';
import { ClientOnboarding } from './client-onboarding.tsx';
import { ClientHold } from './legal-hold.tsx';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import { isOnTheWay, useOnboarding } from './onboarding.ts';
import type { Client } from '../../lib/clients.ts';

export function ClientHead({ client }: { client: Client }) {
  const [isEditing, editor] = useDisclosure();
  return (
    <Stack gap="sm" component="header">
      <PageHead
        title={client.name}
        beside={
          <>
            <Text c="dimmed" className="figures">
              {[client.number, kindWords[client.kind]].filter(Boolean).join(' · ')}
            </Text>
            <LifecycleBadge lifecycle={client.lifecycle} />
            {client.legalHold && (
              <Badge color="yellow" title={client.legalHold.reason}>
                Legal hold
              </Badge>
            )}
          </>
        }
      >
        <ClientOnboarding client={client} />
        {client.can.edit && (
          <>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editor.open}>
              Edit
            </Button>
            <More client={client} />
          </>
        )}
      </PageHead>
      <ClientFacts client={client} />
      <StandingNotes notes={client.standingNotes} />
      <ClientEditor client={client} opened={isEditing} onClose={editor.close} />
    </Stack>
  );
}

/** What is done seldom, most of it by who leads. */
function More({ client }: { client: Client }) {
  const [isMerging, merging] = useDisclosure();
  const [isHolding, holding] = useDisclosure();
  const isLead = useIsLead();
  const { mayBegin, begin } = useOnboarding(client);
  const isToOnboard = mayBegin && !isOnTheWay(client);
  if (!isLead && !isToOnboard) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={`More about ${client.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isToOnboard && <Menu.Item onClick={begin}>Onboard</Menu.Item>}
          {isLead && (
            <>
              <Menu.Item onClick={merging.open}>Merge with a second record</Menu.Item>
              <Menu.Item onClick={holding.open}>
                {client.legalHold ? 'Lift the legal hold' : 'Put under a legal hold'}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <MergeDialog kind="client" kept={client} opened={isMerging} onClose={merging.close} />
      <ClientHold client={client} opened={isHolding} onClose={holding.close} />
    </>
  );
}
