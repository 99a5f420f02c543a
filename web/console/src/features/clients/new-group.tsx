import { Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { FormModal } from '../../components/form-modal.tsx';
import { PayerSelect } from '../../components/payer-select.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { type Group, useNewGroup } from './requests.ts';

type Props = { opened: boolean; onClose: () => void; onMade: (group: Group) => void };

/** Clients that belong together, as a family with its companies. */
export const NewGroup = ({ opened, ...given }: Props) => (
  <FormModal opened={opened} onClose={given.onClose} title="New group">
    <Fields {...given} />
  </FormModal>
);

function Fields({ onClose, onMade }: Omit<Props, 'opened'>) {
  const add = useNewGroup();
  const form = useForm({ initialValues: { name: '', billingClientId: null as string | null } });
  useUnsaved(isTyped(form));
  const payer = form.getInputProps('billingClientId');
  const send = ({ name, billingClientId }: typeof form.values) =>
    add.mutate(
      { name, ...(billingClientId !== null && { billingClientId }) },
      {
        onSuccess: (group) => {
          tell(`The group ${group.name} is made`);
          onMade(group);
          onClose();
        },
        onError: (error) => showErrors(form, error),
      },
    );
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
        <DialogFoot act="Make the group" isPending={add.isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
