import { ActionIcon, Button, Fieldset, Group, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { frequencies } from '../lib/frequency-words.ts';
import { useMe } from '../lib/me.ts';
import { type DraftValues, newPackage, newService } from '../lib/packages.ts';

type Form = UseFormReturnType<DraftValues>;

const ways = [
  { value: 'fixed', label: 'Fixed' },
  { value: 'hourly', label: 'By the hour' },
  { value: 'capped', label: 'Hours up to' },
  { value: 'included', label: 'Included' },
];

const mostPackages = 3;

/** What the client chooses from as they sign: up to three packages, each with what is done and what it costs. */
export function PackageFields({ form }: { form: Form }) {
  const { packages } = form.values;
  return (
    <Stack gap="sm">
      {packages.map((one, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a package is nothing but its place until it has a name
        <Fieldset key={at} legend={`Package ${at + 1}`}>
          <Stack gap="xs">
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <TextInput
                label="Name"
                flex={1}
                required
                withAsterisk={false}
                {...form.getInputProps(`packages.${at}.name`)}
              />
              <TagsInput label="Tags for who chooses it" flex={1} {...form.getInputProps(`packages.${at}.tags`)} />
              <ActionIcon
                variant="default"
                size={36}
                aria-label={`Take package ${at + 1} out`}
                onClick={() => form.removeListItem('packages', at)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
            <Textarea label="Text" autosize {...form.getInputProps(`packages.${at}.text`)} />
            {one.services.map((_, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- nor is a service
              <ServiceLine
                key={n}
                form={form}
                path={`packages.${at}.services`}
                at={n}
                isOnly={one.services.length === 1}
              />
            ))}
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconPlus size={14} />}
              style={{ alignSelf: 'flex-start' }}
              onClick={() => form.insertListItem(`packages.${at}.services`, newService())}
            >
              Another service
            </Button>
          </Stack>
        </Fieldset>
      ))}
      {packages.length < mostPackages && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => form.insertListItem('packages', newPackage(packages))}
        >
          {packages.length === 0 ? 'Add a package' : 'Add another package'}
        </Button>
      )}
    </Stack>
  );
}

type LineProps = { form: Form; path: string; at: number; isOnly: boolean };

function ServiceLine({ form, path, at, isOnly }: LineProps) {
  const { currency } = useMe().firm;
  const of = `${path}.${at}`;
  const how = form.getInputProps(`${of}.how`);
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
      <Select label="Fee" w={104} data={ways} allowDeselect={false} {...how} />
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
    </Group>
  );
}
