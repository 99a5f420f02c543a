import { ActionIcon, Button, Group as Beside, Stack, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { asListed } from '../../lib/rebase.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { useWords } from '../../lib/words.ts';
import { GroupDialog } from './group-dialog.tsx';
import { type Group, groupsQuery, useGroups } from './requests.ts';

type Props = { opened: boolean; onClose: () => void };

/** All groups: to be renamed, and removed once nobody is in them. */
export const GroupsDialog = ({ opened, onClose }: Props) => (
  <FormModal opened={opened} onClose={onClose} title="Groups" size="lg">
    <Groups />
  </FormModal>
);

function Groups() {
  const { data: groups } = useQuery(groupsQuery);
  const { client } = useWords();
  const { add, drop } = useGroups();
  // Undefined while none is open, null while a new one is made.
  const [open, setOpen] = useState<Group | null>();
  const remove = (group: Group) => {
    const { name, billingClientId } = group;
    drop.mutate(group, {
      onSuccess: () =>
        tellUndo(`The group ${name} is removed`, () =>
          add.mutateAsync({ name, ...(billingClientId !== undefined && { billingClientId }) }),
        ),
      onError: tellTrouble,
    });
  };
  const columns: readonly Column<Group>[] = [
    { key: 'name', title: 'Group', render: ({ name }) => name },
    { key: 'clients', title: client.many, width: 100, align: 'right', render: ({ clientIds }) => clientIds.length },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 76,
      render: (group) => (
        <Beside gap={4} wrap="nowrap" justify="flex-end">
          {group.can.edit && (
            <ActionIcon size="sm" aria-label={`Change ${group.name}`} onClick={() => setOpen(group)}>
              <IconPencil size={16} />
            </ActionIcon>
          )}
          {group.can.remove && (
            <ActionIcon size="sm" aria-label={`Remove ${group.name}`} onClick={() => remove(group)}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </Beside>
      ),
    },
  ];
  if (!groups) return <RowSkeleton rows={3} />;
  return (
    <Stack gap="sm">
      {groups.length === 0 ? (
        <Text c="dimmed">
          None yet: a group is for {client.many} that belong together, as a family with its companies.
        </Text>
      ) : (
        <RowTable label="Groups" rows={groups} columns={columns} idOf={({ id }) => id} />
      )}
      {groups.some(({ can }) => can.edit && !can.remove) && (
        <Text size="sm" c="dimmed">
          A group with {client.many} in it stays: take them out first, each where it is edited.
        </Text>
      )}
      <Beside>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen(null)}>
          New group
        </Button>
      </Beside>
      <GroupDialog
        group={open ? asListed(groups, open) : undefined}
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
      />
    </Stack>
  );
}
