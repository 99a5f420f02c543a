import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { LanguageSelect } from '../../components/language-select.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { tell } from '../../lib/notices.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { type Person, usePersonChange } from './requests.ts';

type Props = { person: Person; opened: boolean; onClose: () => void };

export function PersonEditor({ person, opened, onClose }: Props) {
  return (
    <FormDrawer opened={opened} onClose={onClose} title={`Edit ${person.name}`}>
      <Fields key={person.id} person={person} onClose={onClose} />
    </FormDrawer>
  );
}

const valuesOf = ({ name, mail = '', phone = '', title = '', language }: Person) => ({
  name,
  mail,
  phone,
  title,
  language: language ?? null,
});

function Fields({ person, onClose }: Omit<Props, 'opened'>) {
  const form = useForm({ initialValues: valuesOf(person) });
  const { began, overtaken } = useOvertaken(person, valuesOf, form);
  const save = usePersonChange(began);
  useUnsaved(isTyped(form));
  const send = (values: typeof form.values) =>
    save.mutate(
      {
        name: values.name,
        mail: values.mail.trim() || null,
        phone: values.phone.trim() || null,
        title: values.title.trim() || null,
        language: values.language,
      },
      {
        onSuccess: (changed) => (tell(`${changed.name} is changed`), onClose()),
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <TextInput label="Title" {...form.getInputProps('title')} />
        <TextInput label="Mail address" type="email" {...form.getInputProps('mail')} />
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <LanguageSelect had={person.language} {...form.getInputProps('language')} />
        <OvertakenAlert of={overtaken} />
        <Group justify="flex-end" mt="xs">
          <LeaveButton onLeave={onClose}>Leave it</LeaveButton>
          <Button type="submit" loading={save.isPending}>
            Save the changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
