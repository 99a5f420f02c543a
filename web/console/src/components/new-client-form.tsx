import { Alert, Anchor, Button, Group, List, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { kinds, states } from '../lib/client-words.ts';
import { type Client, useNewClient } from '../lib/clients.ts';
import { alikeQuery, hiddenSays, sayWhy } from '../lib/duplicates.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { useMe, useTeam } from '../lib/me.ts';
import { capital, useWords } from '../lib/words.ts';
import { LeaveButton } from './leave-button.tsx';
import { useUnsaved } from './unsaved.tsx';

/** Who is in the books already, while the name is being typed. */
function Alike({ name, number }: { name: string; number: string }) {
  const [asked] = useDebouncedValue({ name, number }, 200);
  const { data } = useQuery(alikeQuery('client', asked));
  if (!data || name.trim().length < 3 || (data.items.length === 0 && !data.hidden)) return null;
  return (
    <Alert color="yellow" p="xs" title="Already in the books?">
      <List size="sm" listStyleType="none">
        {data.items.map(({ id, kind, name: known, detail, why }) => (
          <List.Item key={id}>
            <Anchor component={Link} size="sm" to={kind === 'client' ? `/clients/${id}` : `/people/${id}`}>
              {known}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              {detail}: {sayWhy(why)}
            </Text>
          </List.Item>
        ))}
        {data.hidden && <List.Item>{hiddenSays}</List.Item>}
      </List>
    </Alert>
  );
}

type Props = {
  name: string;
  onMade: (client: Client) => void;
  onBack: () => void;
  /** What follows the fields, by what was entered. */
  after?: (values: { name: string; lifecycle: Client['lifecycle'] }) => ReactNode;
};

/** A client, with who is responsible for it. */
export function NewClientForm({ name, onMade, onBack, after }: Props) {
  const { member } = useMe();
  const { responsible: responsibleWord } = useWords();
  const team = useTeam().filter(({ status }) => status === 'active');
  const add = useNewClient();
  const form = useForm({
    initialValues: {
      name,
      number: '',
      kind: 'other' as Client['kind'],
      lifecycle: 'prospect' as Client['lifecycle'],
      responsible: member.id as string | null,
    },
  });
  const forget = useUnsaved(isTyped(form));
  const send = ({ number, responsible, ...client }: typeof form.values) =>
    add.mutate(
      { ...client, ...(number.trim() && { number }), ...(responsible && { responsible }) },
      { onSuccess: (made) => (forget(), onMade(made)), onError: (error) => showErrors(form, error) },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <Alike name={form.values.name} number={form.values.number} />
        <Group grow>
          <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
          <Select label="State" data={states} allowDeselect={false} {...form.getInputProps('lifecycle')} />
        </Group>
        <Group grow>
          <TextInput label="Number" placeholder="Optional" {...form.getInputProps('number')} />
          <Select
            label={capital(responsibleWord.one)}
            data={team.map(({ id, name: label }) => ({ value: id, label }))}
            searchable
            clearable
            {...form.getInputProps('responsible')}
          />
        </Group>
        {after?.(form.values)}
        <Group justify="flex-end" mt="xs">
          <LeaveButton onLeave={onBack}>Cancel</LeaveButton>
          <Button type="submit" loading={add.isPending}>
            Add the client
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
