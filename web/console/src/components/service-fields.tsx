import { Fieldset, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { showErrors, showFirst } from '../lib/forms.ts';
import { frequencies } from '../lib/frequency-words.ts';
import { useMe } from '../lib/me.ts';
import { roleRules } from '../lib/role-rows.ts';
import { type ServiceValues, wrongFee } from '../lib/service-form.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { FeeFields } from './fee-fields.tsx';
import { RoleFields } from './role-fields.tsx';
import { WorkBy } from './work-by.tsx';

type Props = {
  initial: ServiceValues;
  /** A fee is set only by who may. */
  setsFees: boolean;
  act: string;
  isPending: boolean;
  onSend: (values: ServiceValues, onError: (error: unknown) => void) => void;
  onBack: () => void;
};

/** What a service is: what is done, how often, by whom and for how much. */
export function ServiceFields({ initial, setsFees, act, isPending, onSend, onBack }: Props) {
  const { currency } = useMe().firm;
  const form = useForm({
    initialValues: initial,
    validate: {
      fee: { typed: (_, { fee }) => (setsFees ? wrongFee(fee, currency) : null) },
      roles: roleRules,
    },
  });
  const send = (values: ServiceValues) => onSend(values, (error) => showErrors(form, error));
  return (
    <form onSubmit={form.onSubmit(send, showFirst)}>
      <Stack gap="sm">
        <What form={form} />
        {setsFees && <FeeFields form={form} />}
        <How form={form} />
        <Fieldset legend="Who does it, where it is not whoever works for the client anyway" variant="unstyled">
          <RoleFields form={form} />
        </Fieldset>
        <DialogFoot act={act} isPending={isPending} onBack={onBack} />
      </Stack>
    </form>
  );
}

type Form = UseFormReturnType<ServiceValues>;

const What = ({ form }: { form: Form }) => (
  <>
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <TextInput
        label="Code"
        w={110}
        required
        withAsterisk={false}
        data-autofocus
        placeholder="CLOSE"
        {...form.getInputProps('code')}
      />
      <TextInput
        label="Service"
        flex={1}
        required
        withAsterisk={false}
        placeholder="Monthly close"
        {...form.getInputProps('name')}
      />
    </Group>
    <Group grow align="flex-start">
      <Select label="How often" data={frequencies} allowDeselect={false} {...form.getInputProps('frequency')} />
      <NumberInput
        label="Hours each time"
        min={0}
        max={10_000}
        decimalScale={2}
        hideControls
        {...form.getInputProps('hours')}
      />
    </Group>
  </>
);

const How = ({ form }: { form: Form }) => (
  <Group grow align="flex-start">
    <WorkBy {...form.getInputProps('template')} />
    {(form.values.template !== null || form.values.firstPeriod !== '') && (
      <TextInput type="date" label="First period from" {...form.getInputProps('firstPeriod')} />
    )}
  </Group>
);
