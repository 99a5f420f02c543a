import { Fieldset, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEngagements } from '../lib/engagement-changes.ts';
import type { Engagement, Service, ServiceChange } from '../lib/engagement.ts';
import { useOvertaken } from '../lib/overtaken.ts';
import { isTyped, showErrors, showFirst } from '../lib/forms.ts';
import { frequencies } from '../lib/frequency-words.ts';
import { useMe } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { roleRules } from '../lib/role-rows.ts';
import {
  changeOf,
  freshService,
  inputOf,
  reverse,
  type ServiceValues,
  valuesOf,
  wrongFee,
} from '../lib/service-form.ts';
import { tellUndo } from '../lib/undo.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { FeeFields } from './fee-fields.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { OvertakenAlert } from './overtaken-alert.tsx';
import { RoleFields } from './role-fields.tsx';
import { useUnsaved } from './unsaved.tsx';
import { WorkBy } from './work-by.tsx';

type Props = {
  engagement: Engagement;
  /** The one that is changed; without it a new one is added. */
  service?: Service | undefined;
  opened: boolean;
  onClose: () => void;
};

export const ServiceDrawer = ({ opened, onClose, ...given }: Props) => (
  <FormDrawer
    opened={opened}
    onClose={onClose}
    title={given.service ? `Change ${given.service.name}` : `Add a service to ${given.engagement.title}`}
  >
    <Inside key={given.service?.id} onClose={onClose} {...given} />
  </FormDrawer>
);

type InsideProps = Omit<Props, 'opened'>;

function Inside({ engagement, service, onClose }: InsideProps) {
  const { currency } = useMe().firm;
  const { setFees } = engagement.can;
  const { addService, changeService } = useEngagements(engagement.clientId);
  const serviceIn = ({ services }: Engagement) => services.find(({ id }) => id === service?.id);
  const valuesIn = (one: Engagement): ServiceValues => {
    const had = serviceIn(one);
    return had ? valuesOf(had) : freshService();
  };
  const form = useForm({
    initialValues: valuesIn(engagement),
    validate: {
      fee: { typed: (_, { fee }) => (setFees ? wrongFee(fee, currency) : null) },
      roles: roleRules,
    },
  });
  const { began, overtaken } = useOvertaken(engagement, valuesIn, form);
  useUnsaved(isTyped(form));
  const onError = (error: unknown) => showErrors(form, error);
  const add = (values: ServiceValues) =>
    addService.mutate(
      { to: began, service: inputOf(values, currency, setFees) },
      { onSuccess: () => (tell(`${values.name} is added`), onClose()), onError },
    );
  const change = (had: Service, to: ServiceChange) => {
    if (Object.keys(to).length === 0) return onClose();
    changeService.mutate(
      { of: began, id: had.id, to },
      {
        onSuccess: (changed) => {
          tellUndo(`${had.name} is changed`, () =>
            changeService.mutateAsync({ of: changed, id: had.id, to: reverse(had, to) }),
          );
          onClose();
        },
        onError,
      },
    );
  };
  const send = (values: ServiceValues) => {
    const had = serviceIn(began);
    if (had) change(had, changeOf(had, values, currency, setFees));
    else add(values);
  };
  return (
    <form onSubmit={form.onSubmit(send, showFirst)}>
      <Stack gap="sm">
        <What form={form} />
        {setFees && <FeeFields form={form} />}
        <How form={form} />
        <Fieldset legend="Who does it, where it is not whoever works for the client anyway" variant="unstyled">
          <RoleFields form={form} />
        </Fieldset>
        <OvertakenAlert of={overtaken} />
        <DialogFoot
          act={service ? 'Save the changes' : 'Add the service'}
          isPending={addService.isPending || changeService.isPending}
          onBack={onClose}
        />
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
