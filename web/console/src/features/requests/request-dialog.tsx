import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { Recipients } from '../../components/recipients.tsx';
import { SenderSelect } from '../../components/sender-select.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { actOf, type Asked, type AskedValues } from '../../lib/asked-change.ts';
import { addDays } from '../../lib/dates.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { useToday } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { ladders } from '../../lib/request-words.ts';
import { type Request, useRequestAct } from '../../lib/requests.ts';
import { useSayGone } from '../../lib/request-gone.ts';

const heads: Record<Asked, { title: string; act: string }> = {
  change: { title: 'Change the request', act: 'Save the changes' },
  'send-on': { title: 'Send it on a date', act: 'Send it then' },
  cancel: { title: 'Cancel this request', act: 'Cancel the request' },
};

type Props = { request: Request; asked: Asked; onClose: () => void };

export function RequestDialog({ request, asked, onClose }: Props) {
  const { mutate, isPending } = useRequestAct(request.id);
  const { data: people = [] } = useQuery(peopleQuery(request.clientId));
  const today = useToday();
  const sayGone = useSayGone();
  const valuesOf = ({ title, dueOn, ladder, contactIds, senderId, why = '', consequence = '' }: Request) => {
    const said = { title, dueOn, ladder, contactIds, senderId, why, consequence };
    return { ...said, send: addDays(today, 1), reason: '' };
  };
  const form = useForm<AskedValues>({ initialValues: valuesOf(request) });
  const { began, overtaken } = useOvertaken(request, valuesOf, form);
  const done = (changed: Request) => {
    tell({ change: 'The request is changed', 'send-on': sayGone(changed), cancel: 'The request is cancelled' }[asked]);
    onClose();
  };
  const submit = (values: AskedValues) =>
    mutate(
      { ...actOf(asked, values, began), version: began.version },
      { onSuccess: done, onError: (error) => showErrors(form, error) },
    );
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title={heads[asked].title} size="md">
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          {asked === 'change' && (
            <>
              <TextInput label="Title" required withAsterisk={false} data-autofocus {...form.getInputProps('title')} />
              <Recipients people={people} had={began.contactIds} {...form.getInputProps('contactIds')} />
              <TextInput type="date" label="Due" required withAsterisk={false} {...form.getInputProps('dueOn')} />
              <Select label="Reminders" data={ladders} allowDeselect={false} {...form.getInputProps('ladder')} />
              <SenderSelect had={began.senderId} {...form.getInputProps('senderId')} />
              <Textarea label="What it is for (optional)" autosize {...form.getInputProps('why')} />
              <Textarea
                label="What follows if it does not come (optional)"
                autosize
                {...form.getInputProps('consequence')}
              />
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
              description="Nobody is reminded of it any more. What has come stays where it is."
              autosize
              data-autofocus
              {...form.getInputProps('reason')}
            />
          )}
          <OvertakenAlert of={overtaken} />
          <DialogFoot act={heads[asked].act} isPending={isPending} onBack={onClose} isGrave={asked === 'cancel'} />
        </Stack>
      </form>
    </Dialog>
  );
}
