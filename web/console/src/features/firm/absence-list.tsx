import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
  const [editing, setEditing] = useState<Absence>();
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
      width: 76,
      render: (one) =>
        one.can.edit && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <ActionIcon size="sm" aria-label="Change this absence" onClick={() => setEditing(one)}>
              <IconPencil size={16} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label="Call this absence off"
              onClick={() => callOff.mutate(one, { onError: tellTrouble })}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
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
      {mayAdd && (
        <AbsenceForm key={editing?.id} memberId={memberId} absence={editing} onDone={() => setEditing(undefined)} />
      )}
    </Stack>
  );
}

type FormProps = { memberId: string; absence: Absence | undefined; onDone: () => void };

/** A new absence, or one that is changed. */
function AbsenceForm({ memberId, absence, onDone }: FormProps) {
  const { add, change } = useAbsences(memberId);
  const { from = '', to = '', kind = 'leave', note = '' } = absence ?? {};
  const form = useForm({ initialValues: { from, to, kind, note } });
  const settled = {
    onSuccess: () => (form.reset(), onDone()),
    onError: (error: unknown) => showErrors(form, error),
  };
  const send = ({ note: said, ...values }: typeof form.values) => {
    const days = { ...values, to: values.to || values.from };
    if (absence) change.mutate({ of: absence, to: { ...days, note: said.trim() || null } }, settled);
    else add.mutate({ ...days, ...(said.trim() && { note: said }) }, settled);
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Group align="flex-end" gap="xs">
        <TextInput label="From" type="date" required withAsterisk={false} {...form.getInputProps('from')} />
        <TextInput label="To" type="date" {...form.getInputProps('to')} />
        <Select label="Why" data={kinds} allowDeselect={false} w={120} {...form.getInputProps('kind')} />
        <TextInput label="Note" maxLength={300} w={180} {...form.getInputProps('note')} />
        <Button type="submit" size="sm" variant="default" loading={add.isPending || change.isPending}>
          {absence ? 'Save the absence' : 'Add the absence'}
        </Button>
        {absence && (
          <Button size="sm" variant="subtle" color="gray" onClick={onDone}>
            Leave it
          </Button>
        )}
      </Group>
    </form>
  );
}
