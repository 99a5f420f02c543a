import { Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { ClientForm } from './client-editor.tsx';
import { accountKinds, statements } from './entry-words.ts';

/** One account whose statements the client is asked for; of its number only the end is kept. */
export function AccountFields({ form, at }: { form: ClientForm; at: number }) {
  const field = (name: string) => form.getInputProps(`accounts.${at}.${name}`);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        <TextInput label="At" placeholder="First National Bank" maxLength={80} {...field('institution')} />
        <Select label="Kind" data={accountKinds} allowDeselect={false} {...field('kind')} />
        <TextInput label="Last four digits" inputMode="numeric" maxLength={4} {...field('last4')} />
        <Select label="Statements come" data={statements} placeholder="Not known" clearable {...field('frequency')} />
      </SimpleGrid>
      <Group grow gap="xs" align="flex-start">
        <TextInput type="date" label="From" {...field('from')} />
        <TextInput type="date" label="Until" {...field('until')} />
      </Group>
      <TextInput label="Note" maxLength={200} {...field('note')} />
    </>
  );
}
