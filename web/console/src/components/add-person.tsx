import { Alert, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { tell, tellTrouble } from '../lib/notices.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { alikeQuery, hiddenSays, sayWhy } from '../lib/duplicates.ts';
import { peopleQuery } from '../lib/client-people.ts';
import { usePeopleChanges } from '../lib/client-people-changes.ts';
import type { Client } from '../lib/clients.ts';
import { FormDrawer } from './form-drawer.tsx';
import { LanguageSelect } from './language-select.tsx';
import { LeaveButton } from './leave-button.tsx';
import { useUnsaved } from './unsaved.tsx';

type Props = { client: Pick<Client, 'id' | 'name'>; opened: boolean; onClose: () => void };

export function AddPerson({ opened, onClose, ...rest }: Props) {
  return (
    <FormDrawer opened={opened} onClose={onClose} title="Add a person">
      <PersonFields {...rest} onClose={onClose} />
    </FormDrawer>
  );
}

type Typed = { name: string; mail: string; phone: string };

/** Whoever is known already becomes a contact of this client too, instead of a second record. */
function Known({
  client,
  typed: { name, mail, phone },
  onClose,
}: {
  client: Pick<Client, 'id' | 'name'>;
  typed: Typed;
  onClose: () => void;
}) {
  const [asked] = useDebouncedValue({ name, mail, phone }, 250);
  const { data } = useQuery(alikeQuery('contact', asked));
  const { data: contacts } = useQuery(peopleQuery(client.id));
  const { link } = usePeopleChanges(client.id);
  if (!data || name.trim() === '' || (data.items.length === 0 && !data.hidden)) return null;
  const take = (contactId: string, title: string) =>
    link.mutate(
      { contactId, part: {} },
      { onSuccess: () => (tell(`${title} is a contact of ${client.name} too`), onClose()), onError: tellTrouble },
    );
  return (
    <Alert color="yellow" p="xs" title="Known already?">
      {data.items.map(({ id, name: title, detail, why }) => (
        <Group key={id} justify="space-between" wrap="nowrap">
          <Text size="sm" miw={0} style={{ overflowWrap: 'anywhere' }}>
            {title}{' '}
            <Text span c="dimmed" size="sm">
              {detail}: {sayWhy(why)}
            </Text>
          </Text>
          {contacts?.some((one) => one.id === id) ? (
            <Text size="sm" flex="none">
              Is a contact already
            </Text>
          ) : (
            <Button size="compact-xs" variant="default" flex="none" onClick={() => take(id, title)}>
              Take this person
            </Button>
          )}
        </Group>
      ))}
      {data.hidden && <Text size="sm">{hiddenSays}</Text>}
    </Alert>
  );
}

type FieldsProps = Omit<Props, 'opened'> & { mayAtFirst?: boolean };

/** `mayAtFirst`: they are the one who will sign and answer, unless someone says otherwise. */
export function PersonFields({ client, onClose, mayAtFirst = false }: FieldsProps) {
  const { add } = usePeopleChanges(client.id);
  const form = useForm({
    initialValues: {
      name: '',
      mail: '',
      phone: '',
      title: '',
      language: null as string | null,
      notify: true,
      portal: mayAtFirst,
      sign: mayAtFirst,
    },
  });
  const forget = useUnsaved(isTyped(form));
  const send = ({ mail, phone, title, language, ...person }: typeof form.values) => {
    const given = Object.fromEntries(Object.entries({ mail, phone, title }).filter(([, value]) => value.trim() !== ''));
    add.mutate(
      { ...person, ...given, ...(language !== null && { language }) },
      {
        onSuccess: (made) => {
          forget();
          tell(`${made.name} is added`);
          onClose();
        },
        onError: (error) => showErrors(form, error),
      },
    );
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <Known client={client} typed={form.values} onClose={onClose} />
        <TextInput label="Mail address" type="email" {...form.getInputProps('mail')} />
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TextInput label="Title" {...form.getInputProps('title')} />
        <LanguageSelect {...form.getInputProps('language')} />
        <Switch label="Is sent mail about this client" {...form.getInputProps('notify', { type: 'checkbox' })} />
        <Switch label="May use the portal" {...form.getInputProps('portal', { type: 'checkbox' })} />
        <Switch label="May sign for this client" {...form.getInputProps('sign', { type: 'checkbox' })} />
        <Group justify="flex-end" mt="xs">
          <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
          <Button type="submit" loading={add.isPending}>
            Add the person
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
