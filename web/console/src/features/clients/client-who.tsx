import { ActionIcon, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Client } from '../../lib/clients.ts';
import { useTeam } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { ClientForm } from './client-editor.tsx';
import { groupsQuery } from './requests.ts';

type Props = { form: ClientForm; client: Client; onNewGroup: () => void };

/** Who answers for the client, and whom it belongs with. */
export function ClientWho({ form, client, onNewGroup }: Props) {
  const { data: groups = [] } = useQuery(groupsQuery);
  const { responsible, manager } = useWords();
  const team = useTeam()
    .filter(({ status, id }) => status === 'active' || id === client.responsible || id === client.manager)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={capital(responsible.one)}
          data={team}
          searchable
          clearable
          {...form.getInputProps('responsible')}
        />
        <Select label={capital(manager.one)} data={team} searchable clearable {...form.getInputProps('manager')} />
      </Group>
      <Group gap={4} align="flex-end" wrap="nowrap">
        <Select
          label="Group"
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          flex={1}
          {...form.getInputProps('groupId')}
        />
        <ActionIcon size={36} aria-label="New group" title="New group" onClick={onNewGroup}>
          <IconPlus size={16} />
        </ActionIcon>
      </Group>
    </>
  );
}
