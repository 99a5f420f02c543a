import { Button, Group, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import type { Member } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { useMemberChange } from './requests.ts';
import { roles } from './roles.ts';
import { ScopeFields } from './scope-fields.tsx';
import { scopeOf, scopeValues } from './scope.ts';

type Props = { member: Member; opened: boolean; onClose: () => void };

export const MemberEditor = ({ member, opened, onClose }: Props) => (
  <FormDrawer opened={opened} onClose={onClose} title={`Edit ${member.name}`}>
    <Fields key={member.id} member={member} onClose={onClose} />
  </FormDrawer>
);

const valuesOf = ({ name, mail, title = '', role, accessEndsOn = '', target, skills = [], scope }: Member) => ({
  name,
  mail,
  title,
  role,
  accessEndsOn,
  target,
  skills,
  scope: scopeValues(scope),
});

/** Whichever part of it was wrong. */
const errorOfScope = (errors: Record<string, React.ReactNode>) => {
  const error = Object.entries(errors).find(([path]) => path.split('.')[0] === 'scope')?.[1];
  return typeof error === 'string' ? error : undefined;
};

function Fields({ member, onClose }: Omit<Props, 'opened'>) {
  const form = useForm({ initialValues: valuesOf(member) });
  const { began, overtaken } = useOvertaken(member, valuesOf, form);
  const before = valuesOf(began);
  const save = useMemberChange(began);
  useUnsaved(isTyped(form));
  const send = (values: typeof before) => {
    const changed = Object.entries(values).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before]),
    );
    if (changed.length === 0) return onClose();
    const sent = Object.fromEntries(changed.map(([name, value]) => [name, value === '' ? null : value]));
    save.mutate('scope' in sent ? { ...sent, scope: scopeOf(values.scope) } : sent, {
      onSuccess: ({ name }) => {
        tell(`${name} is changed`);
        onClose();
      },
      onError: (error) => showErrors(form, error),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <TextInput label="Mail address" type="email" required withAsterisk={false} {...form.getInputProps('mail')} />
        <TextInput label="Title, as clients read it" {...form.getInputProps('title')} />
        <Select label="Role" data={roles} allowDeselect={false} {...form.getInputProps('role')} />
        <NumberInput label="Percent that should be billable" min={0} max={100} {...form.getInputProps('target')} />
        <TagsInput label="Skills" {...form.getInputProps('skills')} />
        <ScopeFields
          value={form.values.scope}
          onChange={(scope) => form.setFieldValue('scope', scope)}
          error={errorOfScope(form.errors)}
        />
        <TextInput label="Last day of access" type="date" {...form.getInputProps('accessEndsOn')} />
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
