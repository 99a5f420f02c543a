import { Alert, Button, Drawer, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { showErrors } from '../../lib/forms.ts';
import { searchQuery } from '../../lib/search.ts';
import { usePeopleChanges } from './client-people.ts';
import type { Client } from './requests.ts';

type Props = { client: Client; name: string; opened: boolean; onClose: () => void };

export function AddPerson({ opened, onClose, ...rest }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} title="Add a person">
      <Fields {...rest} onClose={onClose} />
    </Drawer>
  );
}

/** Whoever is known already becomes a contact of this client too, instead of a second record. */
function Known({ client, typed, onClose }: { client: Client; typed: string; onClose: () => void }) {
  const [name] = useDebouncedValue(typed, 200);
  const { data = [] } = useQuery(searchQuery(name, 5));
  const { link } = usePeopleChanges(client.id);
  const people = name.trim().length < 2 ? [] : data.filter(({ kind }) => kind === 'contact');
  if (people.length === 0) return null;
  const take = (contactId: string, title: string) =>
    link.mutate(
      { contactId, part: {} },
      { onSuccess: () => (tell(`${title} is a contact of ${client.name} too`), onClose()), onError: tellTrouble },
    );
  return (
    <Alert color="yellow" p="xs" title="Known already?">
      {people.map(({ id, title, detail }) => (
        <Group key={id} justify="space-between" wrap="nowrap">
          <Text size="sm" truncate>
            {title}{' '}
            <Text span c="dimmed" size="sm">
              {detail}
            </Text>
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => take(id, title)}>
            Take this person
          </Button>
        </Group>
      ))}
    </Alert>
  );
}

function Fields({ client, name, onClose }: Omit<Props, 'opened'>) {
  const { add } = usePeopleChanges(client.id);
  const form = useForm({
    initialValues: { name, mail: '', phone: '', title: '', notify: true, portal: false, sign: false },
  });
  const send = ({ mail, phone, title, ...person }: typeof form.values) => {
    const given = Object.fromEntries(Object.entries({ mail, phone, title }).filter(([, value]) => value.trim() !== ''));
    add.mutate(
      { ...person, ...given },
      {
        onSuccess: (made) => (tell(`${made.name} is added`), onClose()),
        onError: (error) => showErrors(form, error),
      },
    );
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <Known client={client} typed={form.values.name} onClose={onClose} />
        <TextInput label="Mail address" type="email" {...form.getInputProps('mail')} />
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TextInput label="Title" {...form.getInputProps('title')} />
        <Switch label="Is sent mail about this client" {...form.getInputProps('notify', { type: 'checkbox' })} />
        <Switch label="May use the portal" {...form.getInputProps('portal', { type: 'checkbox' })} />
        <Switch label="May sign for this client" {...form.getInputProps('sign', { type: 'checkbox' })} />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add the person
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
