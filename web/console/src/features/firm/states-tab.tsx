import { ActionIcon, Button, EmptyState, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFlag, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { showErrors } from '../../lib/forms.ts';
import { statuses, statusWords } from '../../lib/job-words.ts';
import { useMe } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { type StatusLabel, statusLabelsQuery, useStatusLabelChanges } from '../../lib/status-labels.ts';
import { useWords } from '../../lib/words.ts';

const states = statuses.map((value) => ({ value, label: statusWords[value].says }));

/** What the firm calls a state more exactly: “Waiting on K-1s”. */
export function StatesTab() {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(statusLabelsQuery);
  const { retire } = useStatusLabelChanges();
  const { firm } = useMe();
  const { job } = useWords();
  if (isPending) return <RowSkeleton rows={3} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  const take = (label: StatusLabel) =>
    retire.mutate(label, {
      onSuccess: () => tell(`${label.label} is given to no ${job.one} any more, and stays readable where it is`),
      onError: tellTrouble,
    });
  const columns: Column<StatusLabel>[] = [
    { key: 'label', title: 'Label', render: ({ label }) => label },
    { key: 'status', title: 'State', width: 220, render: ({ status }) => statusWords[status].says },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (label) =>
        label.can.retire && (
          <ActionIcon size="sm" aria-label={`Retire ${label.label}`} onClick={() => take(label)}>
            <IconX size={16} />
          </ActionIcon>
        ),
    },
  ];
  const active = data.filter(({ state }) => state === 'active');
  return (
    <Stack gap="lg" maw={880}>
      {active.length === 0 ? (
        <EmptyState
          py="lg"
          icon={<IconFlag stroke={1.5} />}
          title="No labels of your own"
          description={`What a state of a ${job.one} is called more exactly: “Waiting on K-1s”, “At the printer”.`}
        />
      ) : (
        <RowTable label="Labels of states" rows={active} columns={columns} idOf={({ id }) => id} />
      )}
      {firm.can.edit && <NewLabel />}
    </Stack>
  );
}

function NewLabel() {
  const { add } = useStatusLabelChanges();
  const form = useForm({ initialValues: { label: '', status: 'active' as StatusLabel['status'] } });
  useUnsaved(form.values.label.trim() !== '');
  const send = (values: typeof form.values) =>
    add.mutate(values, {
      onSuccess: () => form.setFieldValue('label', ''),
      onError: (error) => showErrors(form, error),
    });
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Text fw={500} mb={8}>
        Add a label
      </Text>
      <Group align="flex-end" gap="xs">
        <TextInput label="Label" required withAsterisk={false} w={220} {...form.getInputProps('label')} />
        <Select label="State" data={states} allowDeselect={false} w={220} {...form.getInputProps('status')} />
        <Button type="submit" size="sm" loading={add.isPending}>
          Add the label
        </Button>
      </Group>
    </form>
  );
}
