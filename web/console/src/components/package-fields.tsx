import { ActionIcon, Button, Fieldset, Group, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type DraftValues, newPackage, newService } from '../lib/packages.ts';
import { PackageService } from './package-service.tsx';

type Form = UseFormReturnType<DraftValues>;

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
              <PackageService
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
