import { Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { addDays } from '../../lib/dates.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { type Letter, useLetterAct } from '../../lib/letters.ts';
import { useToday } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';

export type LetterAsked = 'extend' | 'void';

const heads: Record<LetterAsked, { title: string; act: string; done: string }> = {
  extend: { title: 'Give more time to sign', act: 'Give more time', done: 'There is more time to sign' },
  void: { title: 'Withdraw this letter', act: 'Withdraw it', done: 'The letter is withdrawn' },
};

type Props = { letter: Letter; asked: LetterAsked; onClose: () => void };

export function LetterDialog({ letter, asked, onClose }: Props) {
  const { mutate, isPending } = useLetterAct(letter);
  const today = useToday();
  const later = addDays(letter.dueOn > today ? letter.dueOn : today, 14);
  const form = useForm({ initialValues: { dueOn: later, reason: '' } });
  const { title, act, done } = heads[asked];
  const submit = ({ dueOn, reason }: typeof form.values) =>
    mutate(asked === 'extend' ? { act: asked, body: { dueOn } } : { act: asked, body: { reason: reason.trim() } }, {
      onSuccess: () => {
        tell(done);
        onClose();
      },
      onError: (error) => showErrors(form, error),
    });
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title={title} size="md">
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          {asked === 'extend' ? (
            <TextInput
              type="date"
              label="To be signed by"
              description="Who has signed need not sign again"
              min={today}
              required
              withAsterisk={false}
              data-autofocus
              {...form.getInputProps('dueOn')}
            />
          ) : (
            <Textarea
              label="Why"
              description="Nobody can sign it any more"
              autosize
              required
              withAsterisk={false}
              data-autofocus
              {...form.getInputProps('reason')}
            />
          )}
          <DialogFoot act={act} isPending={isPending} onBack={onClose} isGrave={asked === 'void'} />
        </Stack>
      </form>
    </Dialog>
  );
}
