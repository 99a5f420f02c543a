import { Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEngagements } from '../lib/engagement-changes.ts';
import { changeOf, reverse, type Values, valuesOf } from '../lib/engagement-form.ts';
import { renewals } from '../lib/engagement-words.ts';
import type { Engagement } from '../lib/engagements.ts';
import { useOvertaken } from '../lib/overtaken.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { tellUndo } from '../lib/undo.tsx';
import { useWords } from '../lib/words.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { OvertakenAlert } from './overtaken-alert.tsx';
import { PayerSelect } from './payer-select.tsx';
import { useUnsaved } from './unsaved.tsx';

type Props = { engagement: Engagement; opened: boolean; onClose: () => void };

export const EngagementEditor = ({ engagement, opened, onClose }: Props) => (
  <FormDrawer opened={opened} onClose={onClose} title={`Edit the ${useWords().engagement.one}`}>
    <Fields key={engagement.id} engagement={engagement} onClose={onClose} />
  </FormDrawer>
);

function Fields({ engagement, onClose }: Omit<Props, 'opened'>) {
  const { change } = useEngagements(engagement.clientId);
  const { client: clientWord } = useWords();
  const form = useForm({ initialValues: valuesOf(engagement) });
  const { began, overtaken } = useOvertaken(engagement, valuesOf, form);
  useUnsaved(isTyped(form));
  const send = (values: Values) => {
    const to = changeOf(began, values);
    if (Object.keys(to).length === 0) return onClose();
    change.mutate(
      { of: began, to },
      {
        onSuccess: (changed) => {
          tellUndo(`${changed.title} is changed`, () => change.mutateAsync({ of: changed, to: reverse(began, to) }));
          onClose();
        },
        onError: (error) => showErrors(form, error),
      },
    );
  };
  const payer = form.getInputProps('billingClientId');
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Title" required withAsterisk={false} data-autofocus {...form.getInputProps('title')} />
        <Group grow align="flex-start">
          <TextInput type="date" label="First day" {...form.getInputProps('startsOn')} />
          <TextInput type="date" label="Last day" {...form.getInputProps('endsOn')} />
        </Group>
        <Select
          label="After its last day"
          placeholder="Nothing is agreed"
          data={renewals}
          clearable
          {...form.getInputProps('renewal')}
        />
        <PayerSelect
          label={`Bills go to, where it is not who pays for the ${clientWord.one}`}
          value={form.values.billingClientId}
          onChange={payer.onChange}
          error={payer.error}
        />
        <OvertakenAlert of={overtaken} />
        <DialogFoot act="Save the changes" isPending={change.isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
