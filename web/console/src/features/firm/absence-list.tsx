import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { usePlace, useUnsaved, Within } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { useMe } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { asListed } from '../../lib/rebase.ts';
import { unsaved } from '../../lib/unsaved.ts';
import { type Absence, absencesQuery, useAbsences } from './requests.ts';

const kinds = ['leave', 'sick', 'training', 'other'].map((value) => ({
  value,
  label: value.replace(/^./, (letter) => letter.toUpperCase()),
}));

export function AbsenceList({ memberId }: { memberId: string }) {
  const { data = [] } = useQuery(absencesQuery(memberId));
  const { callOff } = useAbsences(memberId);
  const [editing, setEditing] = useState<Absence>();
  const place = usePlace();
  const edit = (one?: Absence) => {
    if (one?.id !== editing?.id) unsaved.leave(place, () => setEditing(one));
  };
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
            <ActionIcon size="sm" aria-label="Change this absence" onClick={() => edit(one)}>
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
        <Within place={place}>
          <AbsenceForm
            key={editing?.id}
            memberId={memberId}
            absence={editing && asListed(data, editing)}
            onDone={() => setEditing(undefined)}
            onLeave={() => edit()}
          />
        </Within>
      )}
    </Stack>
  );
}

type FormProps = { memberId: string; absence: Absence | undefined; onDone: () => void; onLeave: () => void };

const valuesOf = (absence: Absence | undefined) => {
  const { from = '', to = '', kind = 'leave', note = '' } = absence ?? {};
  return { from, to, kind, note };
};

/** A new absence, or one that is changed. */
function AbsenceForm({ memberId, absence, onDone, onLeave }: FormProps) {
  const { add, change } = useAbsences(memberId);
  const form = useForm({ initialValues: valuesOf(absence) });
  const { began, overtaken } = useOvertaken(absence, valuesOf, form);
  useUnsaved(isTyped(form));
  const settled = {
    onSuccess: () => (form.reset(), onDone()),
    onError: (error: unknown) => showErrors(form, error),
  };
  const send = ({ note: said, ...values }: typeof form.values) => {
    const days = { ...values, to: values.to || values.from };
    if (began) change.mutate({ of: began, to: { ...days, note: said.trim() || null } }, settled);
    else add.mutate({ ...days, ...(said.trim() && { note: said }) }, settled);
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <TextInput label="From" type="date" required withAsterisk={false} {...form.getInputProps('from')} />
          <TextInput label="To" type="date" {...form.getInputProps('to')} />
          <Select label="Why" data={kinds} allowDeselect={false} w={120} {...form.getInputProps('kind')} />
          <TextInput label="Note" maxLength={300} w={180} {...form.getInputProps('note')} />
          <Button type="submit" size="sm" variant="default" loading={add.isPending || change.isPending}>
            {absence ? 'Save the absence' : 'Add the absence'}
          </Button>
          {absence && (
            <Button size="sm" variant="subtle" color="gray" onClick={onLeave}>
              Leave it
            </Button>
          )}
        </Group>
        <OvertakenAlert of={overtaken} />
      </Stack>
    </form>
  );
}
