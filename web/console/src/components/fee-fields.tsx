import { Group, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { feeWays } from '../lib/fee-words.ts';
import { frequencies } from '../lib/frequency-words.ts';
import { useMe } from '../lib/me.ts';
import type { ServiceValues } from '../lib/service-form.ts';

const amounts = {
  fixed: 'Fee each time',
  hourly: 'Expected a year, if known',
  capped: 'At most each time',
};

/** How a service is paid, and a fixed fee in which rhythm where it is another than that of the work. */
export function FeeFields({ form }: { form: UseFormReturnType<ServiceValues> }) {
  const { currency } = useMe().firm;
  const { how, billed } = form.values.fee;
  const [, wrong] = Object.entries(form.errors).find(([path]) => path.startsWith('fee')) ?? [];
  return (
    <>
      <Group grow align="flex-start">
        <Select label="Paid" data={feeWays} allowDeselect={false} {...form.getInputProps('fee.how')} />
        {how !== 'included' && (
          <TextInput
            label={`${how === 'fixed' && billed ? 'Fee each bill' : amounts[how]}, ${currency}`}
            inputMode="decimal"
            {...form.getInputProps('fee.typed')}
            error={wrong}
          />
        )}
      </Group>
      {how === 'fixed' && (
        <Select
          label="Billed"
          placeholder="As often as it is done"
          data={frequencies}
          clearable
          {...form.getInputProps('fee.billed')}
        />
      )}
    </>
  );
}
