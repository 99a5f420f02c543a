import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { LanguageSelect } from '../../components/language-select.tsx';
import { tell } from '../../lib/notices.ts';
import { showErrors } from '../../lib/forms.ts';
import { type Person, usePersonChange } from './requests.ts';

type Props = { person: Person; opened: boolean; onClose: () => void };

export function PersonEditor({ person, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} title={`Edit ${person.name}`}>
      <Fields key={person.version} person={person} onClose={onClose} />
    </Drawer>
  );
}

function Fields({ person, onClose }: Omit<Props, 'opened'>) {
  const { name, mail = '', phone = '', title = '', language = null } = person;
  const form = useForm({ initialValues: { name, mail, phone, title, language } });
  const save = usePersonChange(person);
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
