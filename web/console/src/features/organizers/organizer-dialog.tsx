import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { Recipients } from '../../components/recipients.tsx';
import { SenderSelect } from '../../components/sender-select.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { actOf, type Asked, type AskedValues } from '../../lib/asked-change.ts';
import { addDays } from '../../lib/dates.ts';
import { showErrors } from '../../lib/forms.ts';
import { useToday } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { type Organizer, useOrganizerAct } from '../../lib/organizers.ts';
import { useSayGone } from '../../lib/request-gone.ts';
import { ladders } from '../../lib/request-words.ts';

const heads: Record<Asked, { title: string; act: string }> = {
  change: { title: 'Change the organizer', act: 'Save the changes' },
  'send-on': { title: 'Send it on a date', act: 'Send it then' },
  cancel: { title: 'Cancel this organizer', act: 'Cancel the organizer' },
};

type Props = { organizer: Organizer; asked: Asked; onClose: () => void };

/** What is said anew of an organizer, when it goes out, or why it is called off. What it asks stays. */
export function OrganizerDialog({ organizer, asked, onClose }: Props) {
  const { mutate, isPending } = useOrganizerAct(organizer.id);
  const { data: people = [] } = useQuery(peopleQuery(organizer.clientId));
  const today = useToday();
  const sayGone = useSayGone();
  const { title, dueOn, ladder, contactIds, senderId, why = '' } = organizer;
  const form = useForm<AskedValues>({
    initialValues: { title, dueOn, ladder, contactIds, senderId, why, send: addDays(today, 1), reason: '' },
  });
  const done = (changed: Organizer) => {
    const said = { change: 'The organizer is changed', cancel: 'The organizer is cancelled' };
    tell(asked === 'send-on' ? sayGone(changed) : said[asked]);
    onClose();
  };
  const submit = (values: AskedValues) =>
    mutate(
      { ...actOf(asked, values, organizer), version: organizer.version },
      { onSuccess: done, onError: (error) => showErrors(form, error) },
    );
  return (
    <Dialog onClose={onClose} title={heads[asked].title} size="md">
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          {asked === 'change' && (
            <>
              <TextInput label="Title" required withAsterisk={false} data-autofocus {...form.getInputProps('title')} />
              <Recipients people={people} had={contactIds} {...form.getInputProps('contactIds')} />
              <TextInput type="date" label="Due" required withAsterisk={false} {...form.getInputProps('dueOn')} />
              <Select label="Reminders" data={ladders} allowDeselect={false} {...form.getInputProps('ladder')} />
              <SenderSelect had={senderId} {...form.getInputProps('senderId')} />
              <Textarea label="What it is for (optional)" autosize {...form.getInputProps('why')} />
            </>
          )}
          {asked === 'send-on' && (
            <TextInput
              type="date"
              label="On"
              min={today}
              required
              withAsterisk={false}
              data-autofocus
              {...form.getInputProps('send')}
            />
          )}
          {asked === 'cancel' && (
            <Textarea
              label="Why (optional)"
              description="The client does not see it any more. What they answered stays here."
              autosize
              data-autofocus
              {...form.getInputProps('reason')}
            />
          )}
          <DialogFoot act={heads[asked].act} isPending={isPending} onBack={onClose} isGrave={asked === 'cancel'} />
        </Stack>
      </form>
    </Dialog>
  );
}
