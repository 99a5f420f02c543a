import { ActionIcon, Autocomplete, Button, Group, Select, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTeam } from '../lib/me.ts';
import { newRole, type RoleRow } from '../lib/role-rows.ts';

type Form = UseFormReturnType<{ roles: RoleRow[] }>;
type Props = { form: Pick<Form, 'values' | 'getInputProps' | 'insertListItem' | 'removeListItem'> };

/** What most templates call the parts; a firm may have its own words. */
const usual = ['lead', 'preparer', 'reviewer', 'coordinator'];

/** Who has which part in the work, one below the other, and one more. */
export function RoleFields({ form }: Props) {
  const { roles } = form.values;
  const team = useTeam()
    .filter(
      ({ id, status, role }) => (status === 'active' && role !== 'guest') || roles.some((one) => one.memberId === id),
    )
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Stack gap="xs">
      {roles.map(({ key }, at) => (
        <Group key={key} gap="xs" align="flex-start" wrap="nowrap">
          <Autocomplete
            aria-label={`Part ${at + 1}`}
            placeholder="reviewer"
            data={usual}
            maxLength={40}
            flex={2}
            {...form.getInputProps(`roles.${at}.role`)}
          />
          <Select
            aria-label={`Who has part ${at + 1}`}
            placeholder="Who"
            data={team}
            searchable
            flex={3}
            {...form.getInputProps(`roles.${at}.memberId`)}
          />
          <ActionIcon
            size={36}
            aria-label={`Take part ${at + 1} away`}
            onClick={() => form.removeListItem('roles', at)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={() => form.insertListItem('roles', newRole())}
      >
        A part in the work
      </Button>
    </Stack>
  );
}
