import { Button, Fieldset, Group, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors, showFirst } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { useBulkChange } from './bulk.ts';
import { all, changeOf, reverse } from './client-change.ts';
import { rules, type Values, valuesOf } from './client-form.ts';
import { ClientSections } from './client-sections.tsx';
import { ClientWho } from './client-who.tsx';
import { GroupDialog } from './group-dialog.tsx';
import type { Client, ClientChange } from '../../lib/client.ts';
import { useClientChange } from './requests.ts';
import { StandingNotesField } from './standing-notes-field.tsx';
import { kinds, states } from '../../lib/client-words.ts';
import { countries } from '../../lib/country-words.ts';

type Props = { client: Client; opened: boolean; onClose: () => void };
/** Beside each other where there is room. */
const three = { base: 2, xs: 3 };

export type ClientForm = UseFormReturnType<Values>;

export function ClientEditor({ client, opened, onClose }: Props) {
  return (
    <FormDrawer opened={opened} onClose={onClose} title="Edit the client" size="lg">
      <Fields key={client.id} client={client} onClose={onClose} />
    </FormDrawer>
  );
}

/** Says what was done; what the browser never knew in clear it cannot bring back. */
function useTellChanged() {
  const bulk = useBulkChange();
  return (before: Client, change: ClientChange, changed: Client) => {
    const back = reverse(before, change, changed);
    const isWhole = Object.keys(back).length === Object.keys(change).length;
    if (Object.keys(back).length === 0) return tell(`${changed.name} is changed`);
    const undo = () => all(bulk.mutateAsync([{ client: changed, change: back }]));
    tellUndo(`${changed.name} is changed${isWhole ? '' : '; the old tax number cannot be brought back'}`, undo);
  };
}

function Fields({ client, onClose }: Omit<Props, 'opened'>) {
  const form = useForm<Values>({ initialValues: valuesOf(client), validate: rules });
  const [isGrouping, grouping] = useDisclosure();
  const { began, overtaken } = useOvertaken(client, valuesOf, form);
  const save = useClientChange(began);
  const tellChanged = useTellChanged();
  useUnsaved(isTyped(form));
  const send = (values: Values) => {
    const change = changeOf(began, values);
    if (Object.keys(change).length === 0) return onClose();
    save.mutate(change, {
      onSuccess: (changed) => {
        tellChanged(began, change, changed);
        onClose();
      },
      onError: (error) => showErrors(form, error),
    });
  };
  return (
    <>
      <form onSubmit={form.onSubmit(send, showFirst)}>
        <Stack gap="sm">
          <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
          <SimpleGrid cols={three} spacing="sm" verticalSpacing="sm">
            <TextInput label="Number" {...form.getInputProps('number')} />
            <Select label="State" data={states} allowDeselect={false} {...form.getInputProps('lifecycle')} />
            <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
          </SimpleGrid>
          <StandingNotesField form={form} />
          <ClientWho form={form} client={client} onNewGroup={grouping.open} />
          <TagsInput label="Tags" {...form.getInputProps('tags')} />
          <Where form={form} />
          <TagsInput label="Former names" {...form.getInputProps('formerNames')} />
          <ClientSections form={form} client={client} />
          <OvertakenAlert of={overtaken} />
          <Group justify="flex-end" mt="xs">
            <LeaveButton onLeave={onClose}>Leave it</LeaveButton>
            <Button type="submit" loading={save.isPending}>
              Save the changes
            </Button>
          </Group>
        </Stack>
      </form>
      <GroupDialog
        opened={isGrouping}
        onClose={grouping.close}
        onDone={({ id }) => form.setFieldValue('groupId', id)}
      />
    </>
  );
}

const Where = ({ form }: { form: ClientForm }) => (
  <Fieldset legend="Where they are" variant="unstyled">
    <Stack gap="sm">
      <Group grow align="flex-start">
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TextInput label="Website" {...form.getInputProps('website')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput label="Street" {...form.getInputProps('address.street')} />
        <TextInput label="City" {...form.getInputProps('address.city')} />
      </Group>
      <SimpleGrid cols={three} spacing="sm" verticalSpacing="sm">
        <TextInput label="State or region" {...form.getInputProps('address.region')} />
        <TextInput label="Postcode" {...form.getInputProps('address.postcode')} />
        <Select label="Country" data={countries} searchable clearable {...form.getInputProps('address.country')} />
      </SimpleGrid>
    </Stack>
  </Fieldset>
);
