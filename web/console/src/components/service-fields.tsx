import { Fieldset, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { showFirst } from '../lib/forms.ts';
import { frequencies } from '../lib/frequency-words.ts';
import { useMe } from '../lib/me.ts';
import type { Overtaken } from '../lib/overtaken.ts';
import { roleRules } from '../lib/role-rows.ts';
import { type ServiceValues, wrongFee } from '../lib/service-form.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { FeeFields } from './fee-fields.tsx';
import { OvertakenAlert } from './overtaken-alert.tsx';
import { RoleFields } from './role-fields.tsx';
import { WorkBy } from './work-by.tsx';

type Form = UseFormReturnType<ServiceValues>;

/** A fee is set only by who may. */
export function useServiceForm(initialValues: ServiceValues, setsFees: boolean): Form {
  const { currency } = useMe().firm;
  return useForm({
    initialValues,
    validate: {
      fee: { typed: (_, { fee }) => (setsFees ? wrongFee(fee, currency) : null) },
      roles: roleRules,
    },
  });
}

type Props = {
  form: Form;
  setsFees: boolean;
  act: string;
  isPending?: boolean;
  overtaken?: Overtaken;
  onSend: (values: ServiceValues) => void;
  onBack: () => void;
};

/** What a service is: what is done, how often, by whom and for how much. */
export const ServiceFields = ({ form, setsFees, act, isPending = false, overtaken, onSend, onBack }: Props) => (
  <form onSubmit={form.onSubmit(onSend, showFirst)}>
    <Stack gap="sm">
      <What form={form} />
      {setsFees && <FeeFields form={form} />}
      <How form={form} />
      <Fieldset legend="Who does it, where it is not whoever works for the client anyway" variant="unstyled">
        <RoleFields form={form} />
      </Fieldset>
      {overtaken && <OvertakenAlert of={overtaken} />}
      <DialogFoot act={act} isPending={isPending} onBack={onBack} />
    </Stack>
  </form>
);

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
