import { Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { isProblem } from '../../lib/problem.ts';

/** What follows once it is known whether the name is free. */
export type NameTaken = { onMade: () => void; onError: (error: unknown) => void };

type Props = {
  what: string;
  placeholder: string;
  isPending: boolean;
  onName: (name: string, then: NameTaken) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Something of the firm's own, by its name; its words are written on its page. */
export const NewWords = (props: Props) => (
  <Dialog onClose={props.onClose} title={`New ${props.what}`} size="md">
    <Fields {...props} />
  </Dialog>
);

function Fields({ what, placeholder, isPending, onName, onClose, children }: Props) {
  const form = useForm({ initialValues: { name: '' } });
  const forget = useUnsaved(isTyped(form));
  const refused = (error: unknown) =>
    isProblem(error, 412)
      ? form.setFieldError('name', `There is, or was, a ${what} of this name: choose another`)
      : showErrors(form, error);
  return (
    <form onSubmit={form.onSubmit(({ name }) => onName(name, { onMade: forget, onError: refused }))}>
      <Stack gap="sm">
        <TextInput
          label="What is it called?"
          description="Read by your team alone"
          placeholder={placeholder}
          required
          withAsterisk={false}
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        {children}
        <DialogFoot act="Write it" isPending={isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
