import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormModal } from '../../components/form-modal.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import type { Member } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { useInvite } from './requests.ts';
import { roles, roleWords } from './roles.ts';

export const Invite = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <FormModal opened={opened} onClose={onClose} title="Invite someone">
    <Fields onClose={onClose} />
  </FormModal>
);

function Fields({ onClose }: { onClose: () => void }) {
  const form = useForm({
    initialValues: { name: '', mail: '', title: '', role: 'member' as Member['role'], accessEndsOn: '' },
  });
  const invite = useInvite();
  useUnsaved(isTyped(form));
  const send = ({ title, accessEndsOn, ...one }: typeof form.values) =>
    invite.mutate(
      { ...one, ...(title.trim() && { title }), ...(accessEndsOn && { accessEndsOn }) },
      {
        onSuccess: ({ name, mail }) => {
          tell(`${name} is invited: a one-time password is on its way to ${mail}`);
          onClose();
        },
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <TextInput label="Mail address" type="email" required withAsterisk={false} {...form.getInputProps('mail')} />
        <TextInput label="Title, as clients read it" {...form.getInputProps('title')} />
        <Select label="Role" data={roles} allowDeselect={false} {...form.getInputProps('role')} />
        <Text size="sm" c="dimmed">
          {roleWords[form.values.role].does}
        </Text>
        <TextInput label="Last day of access" type="date" {...form.getInputProps('accessEndsOn')} />
        <Group justify="flex-end" mt="xs">
          <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
          <Button type="submit" loading={invite.isPending}>
            Send the invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
