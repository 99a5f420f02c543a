import { Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { showErrors } from '../../lib/forms.ts';
import { isProblem } from '../../lib/problem.ts';
import { useMailWords } from './mail-words.ts';
import { keyOfOwn } from './own-key.ts';

const begun = 'Hello {contact.firstName},\n\n\n\n{sender.firstName}\n{firm.name}';

/** A mail of the firm's own, to write by template; its words are written on its page. */
export function NewMail({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { keep } = useMailWords();
  const form = useForm({ initialValues: { name: '' } });
  const send = ({ name }: typeof form.values) =>
    keep.mutate(
      { key: keyOfOwn(name), words: { name, subject: name, text: begun }, version: 0 },
      {
        onSuccess: ({ key }) => void navigate({ to: '/firm/mails/$mailKey', params: { mailKey: key } }),
        onError: (error) =>
          isProblem(error, 412)
            ? form.setFieldError('name', 'There is, or was, a mail of this name: choose another')
            : showErrors(form, error),
      },
    );
  return (
    <Modal opened onClose={onClose} title="New mail" size="md">
      <form onSubmit={form.onSubmit(send)}>
        <Stack gap="sm">
          <TextInput
            label="What is it called?"
            description="Read by your team alone"
            placeholder="Welcome"
            required
            withAsterisk={false}
            maxLength={80}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <DialogFoot act="Write it" isPending={keep.isPending} onBack={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
