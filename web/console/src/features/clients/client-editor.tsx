import { Button, Drawer, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTeam } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { type Client, type ClientChange, useClientChange } from './requests.ts';
import { kinds, states } from './words.ts';

type Props = { client: Client; opened: boolean; onClose: () => void };

export function ClientEditor({ client, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} title="Edit the client">
      <Fields key={client.version} client={client} onClose={onClose} />
    </Drawer>
  );
}

const valuesOf = ({ name, number = '', kind, lifecycle, responsible = '', tags }: Client) => ({
  name,
  number,
  kind,
  lifecycle,
  responsible,
  tags,
});

/** Only what was changed is sent; what was emptied is taken away. */
function changeOf(before: Client, after: ReturnType<typeof valuesOf>): ClientChange {
  const old = valuesOf(before);
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof typeof old]),
  );
  return Object.fromEntries(changed.map(([name, value]) => [name, value === '' || value === null ? null : value]));
}

function Fields({ client, onClose }: Omit<Props, 'opened'>) {
  const form = useForm({ initialValues: valuesOf(client) });
  const team = useTeam().filter(({ status, id }) => status === 'active' || id === client.responsible);
  const save = useClientChange(client);
  const send = (values: typeof form.values) => {
    const change = changeOf(client, values);
    if (Object.keys(change).length === 0) return onClose();
    save.mutate(change, {
      onSuccess: ({ name }) => (tell(`${name} is changed`), onClose()),
      onError: (error) => {
        const errors = fieldErrors(error);
        form.setErrors(errors);
        if (Object.keys(errors).length === 0) tellTrouble(error);
      },
    });
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <TextInput label="Number" {...form.getInputProps('number')} />
        <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
        <Select label="State" data={states} allowDeselect={false} {...form.getInputProps('lifecycle')} />
        <Select
          label="Responsible"
          data={team.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          {...form.getInputProps('responsible')}
        />
        <TagsInput label="Tags" {...form.getInputProps('tags')} />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save the changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
