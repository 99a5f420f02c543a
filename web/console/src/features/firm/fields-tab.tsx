import { ActionIcon, Button, EmptyState, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconForms, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type CustomField, customFieldsQuery } from '../../lib/custom-fields.ts';
import { showErrors } from '../../lib/forms.ts';
import { useMe } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { useCustomFields } from './requests.ts';

const typeWords: Record<CustomField['type'], string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'Choice',
  'yes-no': 'Yes or no',
};
const types = Object.entries(typeWords).map(([value, label]) => ({ value, label }));

export function FieldsTab() {
  const { data, error, isPending, refetch } = useQuery(customFieldsQuery);
  const { drop } = useCustomFields();
  const { firm } = useMe();
  if (isPending) return <RowSkeleton rows={3} />;
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  const take = (field: CustomField) =>
    drop.mutate(field, {
      onSuccess: () => tell(`${field.label} is removed. What clients have in it is kept`),
      onError: tellTrouble,
    });
  const columns: Column<CustomField>[] = [
    { key: 'label', title: 'Name', render: ({ label }) => label },
    { key: 'type', title: 'Kind', width: 120, render: ({ type }) => typeWords[type] },
    { key: 'choices', title: 'Choices', render: ({ choices = [] }) => choices.join(', '), onWide: true },
    { key: 'key', title: 'In the API', render: ({ key }) => key, onWide: true },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (field) =>
        field.can.edit && (
          <ActionIcon size="sm" aria-label={`Remove ${field.label}`} onClick={() => take(field)}>
            <IconX size={16} />
          </ActionIcon>
        ),
    },
  ];
  return (
    <Stack gap="lg" maw={880}>
      {data.length === 0 ? (
        <EmptyState
          py="lg"
          icon={<IconForms stroke={1.5} />}
          title="No fields of your own"
          description="What you want to keep of every client beyond what is there already."
        />
      ) : (
        <RowTable label="Own fields of clients" rows={data} columns={columns} idOf={({ id }) => id} />
      )}
      {firm.can.edit && <NewField />}
    </Stack>
  );
}

const keyOf = (label: string) =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 40);

function NewField() {
  const { add } = useCustomFields();
  const form = useForm({ initialValues: { label: '', type: 'text' as CustomField['type'], choices: [] as string[] } });
  const send = ({ label, type, choices }: typeof form.values) =>
    add.mutate(
      { label, type, key: keyOf(label), ...(type === 'choice' && { choices }) },
      { onSuccess: () => form.reset(), onError: (error) => showErrors(form, error) },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Text fw={500} mb={8}>
        Add a field
      </Text>
      <Group align="flex-end" gap="xs">
        <TextInput label="Name" required withAsterisk={false} w={220} {...form.getInputProps('label')} />
        <Select label="Kind" data={types} allowDeselect={false} w={140} {...form.getInputProps('type')} />
        {form.values.type === 'choice' && <TagsInput label="Choices" w={280} {...form.getInputProps('choices')} />}
        <Button type="submit" size="sm" loading={add.isPending}>
          Add the field
        </Button>
      </Group>
    </form>
  );
}
