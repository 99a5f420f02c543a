import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { showErrors } from '../../lib/forms.ts';
import { useMe } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { type Absence, absencesQuery, useAbsences } from './requests.ts';

const kinds = ['leave', 'sick', 'training', 'other'].map((value) => ({
  value,
  label: value.replace(/^./, (letter) => letter.toUpperCase()),
}));

export function AbsenceList({ memberId }: { memberId: string }) {
  const { data = [] } = useQuery(absencesQuery(memberId));
  const { callOff } = useAbsences(memberId);
  const { member } = useMe();
  const mayAdd = member.id === memberId || member.role === 'admin' || member.role === 'manager';
  const columns: Column<Absence>[] = [
    { key: 'from', title: 'First day', width: 130, render: ({ from }) => <Day of={from} /> },
    { key: 'to', title: 'Last day', width: 130, render: ({ to }) => <Day of={to} /> },
    { key: 'kind', title: 'Why', render: ({ kind }) => kinds.find(({ value }) => value === kind)?.label },
    { key: 'note', title: 'Note', render: ({ note }) => note, onWide: true },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (one) =>
        one.can.edit && (
          <ActionIcon
            size="sm"
            aria-label="Call this absence off"
            onClick={() => callOff.mutate(one, { onError: tellTrouble })}
          >
            <IconX size={16} />
          </ActionIcon>
        ),
    },
  ];
  return (
    <Stack gap="xs" maw={720}>
      <Title order={2}>Away</Title>
      {data.length > 0 ? (
        <RowTable label="Absences" rows={data} columns={columns} idOf={({ id }) => id} />
      ) : (
        <Text c="dimmed">Nothing planned</Text>
      )}
      {mayAdd && <NewAbsence memberId={memberId} />}
    </Stack>
  );
}

function NewAbsence({ memberId }: { memberId: string }) {
  const { add } = useAbsences(memberId);
  const form = useForm({ initialValues: { from: '', to: '', kind: 'leave' as NonNullable<Absence['kind']> } });
  const send = (values: typeof form.values) =>
    add.mutate(
      { ...values, to: values.to || values.from },
      { onSuccess: () => form.reset(), onError: (error) => showErrors(form, error) },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Group align="flex-end" gap="xs">
        <TextInput label="From" type="date" required withAsterisk={false} {...form.getInputProps('from')} />
        <TextInput label="To" type="date" {...form.getInputProps('to')} />
        <Select label="Why" data={kinds} allowDeselect={false} w={120} {...form.getInputProps('kind')} />
        <Button type="submit" size="sm" variant="default" loading={add.isPending}>
          Add the absence
        </Button>
      </Group>
    </form>
  );
}
