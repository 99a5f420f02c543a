import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Engagement, Service } from '../lib/engagements.ts';
import { showErrors } from '../lib/forms.ts';
import { useMe } from '../lib/me.ts';
import { readMoney } from '../lib/money.ts';
import { useEngagements } from '../lib/engagement-changes.ts';
import { frequencies } from '../lib/frequency-words.ts';
import { WorkBy } from './work-by.tsx';

/** What is done, how often and for how much; a fee only by who may set one. */
export function NewService({ engagement, onClose }: { engagement: Engagement; onClose: () => void }) {
  const { currency } = useMe().firm;
  const { addService } = useEngagements(engagement.clientId);
  const form = useForm({
    initialValues: {
      code: '',
      name: '',
      frequency: 'monthly' as Service['frequency'],
      hours: '' as number | '',
      fee: '',
      template: null as string | null,
      firstPeriod: '',
    },
    validate: {
      fee: (typed) => (typed.trim() && !readMoney(typed, currency) ? 'An amount, as in 1,150 or 99.50' : null),
    },
  });
  const send = ({ hours, fee, template, firstPeriod, ...service }: typeof form.values) => {
    const amount = readMoney(fee, currency);
    addService.mutate(
      {
        to: engagement,
        service: {
          ...service,
          ...(template && { template, ...(firstPeriod && { firstPeriod }) }),
          ...(hours !== '' && { budgetMinutes: Math.round(hours * 60) }),
          ...(amount && { fee: { how: 'fixed', amount: amount as { amount: number; currency: typeof currency } } }),
        },
      },
      { onSuccess: onClose, onError: (error) => showErrors(form, error) },
    );
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Code"
          w={96}
          required
          withAsterisk={false}
          autoFocus
          placeholder="CLOSE"
          {...form.getInputProps('code')}
        />
        <TextInput
          label="Service"
          w={240}
          required
          withAsterisk={false}
          placeholder="Monthly close"
          {...form.getInputProps('name')}
        />
        <Select
          label="How often"
          w={150}
          data={frequencies}
          allowDeselect={false}
          {...form.getInputProps('frequency')}
        />
        <WorkBy w={200} {...form.getInputProps('template')} />
        {form.values.template !== null && (
          <TextInput type="date" label="First period from" w={150} {...form.getInputProps('firstPeriod')} />
        )}
        <NumberInput label="Hours" w={88} min={0} hideControls {...form.getInputProps('hours')} />
        {engagement.can.setFees && (
          <TextInput label={`Fee each time, ${currency}`} w={150} inputMode="decimal" {...form.getInputProps('fee')} />
        )}
        <Button size="sm" type="submit" loading={addService.isPending}>
          Add the service
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
