import { ActionIcon, Group, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import { feeWays } from '../lib/fee-words.ts';
import { frequencies } from '../lib/frequency-words.ts';
import { useMe } from '../lib/me.ts';
import type { DraftValues } from '../lib/packages.ts';
import { WorkBy } from './work-by.tsx';

type Props = { form: UseFormReturnType<DraftValues>; path: string; at: number; isOnly: boolean };

/** One service of a package: what it costs, and what begins by itself when the client has signed for it. */
export function PackageService({ form, path, at, isOnly }: Props) {
  const { currency } = useMe().firm;
  const of = `${path}.${at}`;
  const how = form.getInputProps(`${of}.how`);
  const template = form.getInputProps(`${of}.template`);
  const firstPeriod = form.getInputProps(`${of}.firstPeriod`);
  return (
    <Group align="flex-end" gap="xs">
      <TextInput label="Code" w={76} required withAsterisk={false} {...form.getInputProps(`${of}.code`)} />
      <TextInput
        label="Service"
        flex={1}
        miw={110}
        required
        withAsterisk={false}
        {...form.getInputProps(`${of}.name`)}
      />
      <Select
        label="How often"
        w={118}
        data={frequencies}
        allowDeselect={false}
        {...form.getInputProps(`${of}.frequency`)}
      />
      <Select label="Fee" w={104} data={feeWays} allowDeselect={false} {...how} />
      {how.value !== 'included' && (
        <TextInput label={currency} w={76} inputMode="decimal" {...form.getInputProps(`${of}.typed`)} />
      )}
      {!isOnly && (
        <ActionIcon
          variant="default"
          size={36}
          aria-label={`Take service ${at + 1} out`}
          onClick={() => form.removeListItem(path, at)}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
      <WorkBy flex={1} miw={200} {...template} />
      {(template.value !== null || firstPeriod.value !== '') && (
        <TextInput type="date" label="First period from" w={150} {...firstPeriod} />
      )}
    </Group>
  );
}
