import {
  Button,
  Drawer,
  Fieldset,
  Group,
  Input,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTeam } from '../../lib/me.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { capital, useWords } from '../../lib/words.ts';
import { showErrors } from '../../lib/forms.ts';
import { checkTakenBack, useBulkChange } from './bulk.ts';
import { changeOf, reverse, type Values, valuesOf } from './client-form.ts';
import type { Client } from '../../lib/clients.ts';
import { groupsQuery, useClientChange } from './requests.ts';
import { StandingNotesField } from './standing-notes-field.tsx';
import { kinds, states } from '../../lib/client-words.ts';
import { months, numbered } from '../../lib/calendar-words.ts';

type Props = { client: Client; opened: boolean; onClose: () => void };
export type ClientForm = UseFormReturnType<Values>;

export function ClientEditor({ client, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} title="Edit the client">
      <Fields key={client.version} client={client} onClose={onClose} />
    </Drawer>
  );
}

function Fields({ client, onClose }: Omit<Props, 'opened'>) {
  const form = useForm({ initialValues: valuesOf(client) });
  const save = useClientChange(client);
  const back = useBulkChange();
  const send = (values: Values) => {
    const change = changeOf(client, values);
    if (Object.keys(change).length === 0) return onClose();
    save.mutate(change, {
      onSuccess: (changed) => {
        tellUndo(`${changed.name} is changed`, async () =>
          checkTakenBack(await back.mutateAsync([{ client: changed, change: reverse(client, change, changed) }])),
        );
        onClose();
      },
      onError: (error) => showErrors(form, error),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <Group grow>
          <TextInput label="Number" {...form.getInputProps('number')} />
          <Select label="State" data={states} allowDeselect={false} {...form.getInputProps('lifecycle')} />
        </Group>
        <StandingNotesField form={form} />
        <Who form={form} client={client} />
        <Group grow>
          <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
          <YearEnd form={form} />
        </Group>
        <TagsInput label="Tags" {...form.getInputProps('tags')} />
        <Where form={form} />
        <TagsInput label="Former names" {...form.getInputProps('formerNames')} />
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

function Who({ form, client }: { form: ClientForm; client: Client }) {
  const { data: groups = [] } = useQuery(groupsQuery);
  const { responsible, manager } = useWords();
  const team = useTeam()
    .filter(({ status, id }) => status === 'active' || id === client.responsible || id === client.manager)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Group grow>
        <Select
          label={capital(responsible.one)}
          data={team}
          searchable
          clearable
          {...form.getInputProps('responsible')}
        />
        <Select label={capital(manager.one)} data={team} searchable clearable {...form.getInputProps('manager')} />
      </Group>
      <Select
        label="Group"
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        clearable
        {...form.getInputProps('groupId')}
      />
    </>
  );
}

const monthChoices = numbered(months);

function YearEnd({ form }: { form: ClientForm }) {
  return (
    <Input.Wrapper label="Year end" labelElement="div">
      <Group gap={8} wrap="nowrap">
        <NumberInput
          aria-label="Day of the year end"
          w={48}
          style={{ flexShrink: 0 }}
          min={1}
          max={31}
          allowDecimal={false}
          hideControls
          {...form.getInputProps('yearEndDay')}
        />
        <Select
          aria-label="Month of the year end"
          flex={1}
          data={monthChoices}
          allowDeselect={false}
          {...form.getInputProps('yearEndMonth')}
        />
      </Group>
    </Input.Wrapper>
  );
}

const Where = ({ form }: { form: ClientForm }) => (
  <Fieldset legend="Where they are" variant="unstyled">
    <Stack gap="sm">
      <Group grow>
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TextInput label="Website" {...form.getInputProps('website')} />
      </Group>
      <TextInput label="Street" {...form.getInputProps('street')} />
      <Group grow>
        <TextInput label="City" {...form.getInputProps('city')} />
        <TextInput label="State or region" {...form.getInputProps('region')} />
        <TextInput label="Postcode" {...form.getInputProps('postcode')} />
      </Group>
    </Stack>
  </Fieldset>
);
