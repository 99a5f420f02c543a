import { Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { FormModal } from '../../components/form-modal.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { PayerSelect } from '../../components/payer-select.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { type Group, useGroups } from './requests.ts';

type Props = {
  /** The one that is changed; without it a new one is made. */
  group?: Group | undefined;
  opened: boolean;
  onClose: () => void;
  onDone?: (group: Group) => void;
};

/** Clients that belong together, as a family with its companies. */
export const GroupDialog = ({ opened, ...given }: Props) => (
  <FormModal opened={opened} onClose={given.onClose} title={given.group ? `Change ${given.group.name}` : 'New group'}>
    <Fields key={given.group?.id} {...given} />
  </FormModal>
);

const valuesOf = (group: Group | undefined) => ({
  name: group?.name ?? '',
  billingClientId: group?.billingClientId ?? null,
});

function Fields({ group, onClose, onDone }: Omit<Props, 'opened'>) {
  const { add, change } = useGroups();
  const form = useForm({ initialValues: valuesOf(group) });
  const { began: had, overtaken } = useOvertaken(group, valuesOf, form);
  useUnsaved(isTyped(form));
  const payer = form.getInputProps('billingClientId');
  const settled = {
    onSuccess: (kept: Group) => {
      tell(`The group ${kept.name} is ${had ? 'changed' : 'made'}`);
      onDone?.(kept);
      onClose();
    },
    onError: (error: unknown) => showErrors(form, error),
  };
  const send = ({ name, billingClientId }: typeof form.values) =>
    had
      ? change.mutate({ of: had, to: { name, billingClientId } }, settled)
      : add.mutate({ name, ...(billingClientId !== null && { billingClientId }) }, settled);
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <PayerSelect
          label="Bills of the group go to (optional)"
          value={form.values.billingClientId}
          onChange={payer.onChange}
          error={payer.error}
        />
        <OvertakenAlert of={overtaken} />
        <DialogFoot
          act={had ? 'Save the changes' : 'Make the group'}
          isPending={add.isPending || change.isPending}
          onBack={onClose}
        />
      </Stack>
    </form>
  );
}
