import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { actOf, type Asked, type AskedAct, type AskedRecord, askedValues } from '../lib/asked-change.ts';
import { peopleQuery } from '../lib/client-people.ts';
import { addDays } from '../lib/dates.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { useToday } from '../lib/me.ts';
import { useOvertaken } from '../lib/overtaken.ts';
import { ladders } from '../lib/request-words.ts';
import { Dialog } from './dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { OvertakenAlert } from './overtaken-alert.tsx';
import { Recipients } from './recipients.tsx';
import { SenderSelect } from './sender-select.tsx';

type Props = {
  record: AskedRecord;
  /** “request”, “organizer”. */
  what: string;
  asked: Asked;
  /** What becomes of what came, when it is called off. */
  cancelHint: string;
  /** Whether it says what follows if it does not come. */
  saysConsequence?: boolean;
  isPending: boolean;
  onAct: (act: AskedAct & { version: number }, onError: (error: unknown) => void, onDone: () => void) => void;
  onClose: () => void;
};

const titleOf = (asked: Asked, what: string) =>
  ({ change: `Change the ${what}`, 'send-on': 'Send it on a date', cancel: `Cancel this ${what}` })[asked];
const actWord = (asked: Asked, what: string) =>
  ({ change: 'Save the changes', 'send-on': 'Send it then', cancel: `Cancel the ${what}` })[asked];

/** What is said anew of what a client is asked for, when it goes out, or why it is called off. */
export function AskedDialog({
  record,
  what,
  asked,
  cancelHint,
  saysConsequence = false,
  isPending,
  onAct,
  onClose,
}: Props) {
  const { data: people = [] } = useQuery(peopleQuery(record.clientId));
  const today = useToday();
  const valuesOf = (one: AskedRecord) => askedValues(one, addDays(today, 1), saysConsequence);
  const form = useForm({ initialValues: valuesOf(record) });
  const { began, overtaken } = useOvertaken(record, valuesOf, form);
  const submit = (values: typeof form.values) =>
    onAct({ ...actOf(asked, values, began), version: began.version }, (error) => showErrors(form, error), onClose);
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title={titleOf(asked, what)} size="md">
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
              {saysConsequence && (
                <Textarea
                  label="What follows if it does not come (optional)"
                  autosize
                  {...form.getInputProps('consequence')}
                />
              )}
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
              description={cancelHint}
              autosize
              data-autofocus
              {...form.getInputProps('reason')}
            />
          )}
          <OvertakenAlert of={overtaken} />
          <DialogFoot act={actWord(asked, what)} isPending={isPending} onBack={onClose} isGrave={asked === 'cancel'} />
        </Stack>
      </form>
    </Dialog>
  );
}
