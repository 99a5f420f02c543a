import { Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEngagements } from '../lib/engagement-changes.ts';
import type { Engagement } from '../lib/engagements.ts';
import { showErrors } from '../lib/forms.ts';
import { useToday } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { useWords } from '../lib/words.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { FormModal } from './form-modal.tsx';

type Props = { engagement: Engagement; opened: boolean; onClose: () => void };

/** What is over stays as it was: this cannot be taken back. */
export const EndEngagement = ({ engagement, opened, onClose }: Props) => (
  <FormModal opened={opened} onClose={onClose} title={`End ${engagement.title}`}>
    <Ending key={engagement.version} engagement={engagement} onClose={onClose} />
  </FormModal>
);

function Ending({ engagement, onClose }: Omit<Props, 'opened'>) {
  const { end } = useEngagements(engagement.clientId);
  const { engagement: noun } = useWords();
  const today = useToday();
  const { endsOn: planned = today } = engagement;
  const form = useForm({ initialValues: { endsOn: planned < today ? planned : today } });
  const send = ({ endsOn }: typeof form.values) =>
    end.mutate(
      { of: engagement, endsOn },
      {
        onSuccess: () => (tell(`${engagement.title} has ended`), onClose()),
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <Text size="sm">
          What recurs of it ends too, and nothing in it can be changed any more. For what is agreed later, add a new{' '}
          {noun.one}.
        </Text>
        <TextInput
          type="date"
          label="Last day"
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps('endsOn')}
        />
        <DialogFoot act="End it" isGrave isPending={end.isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
