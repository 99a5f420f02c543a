import { Group, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { ClientForm } from './client-editor.tsx';
import { filings, taxes } from './entry-words.ts';

/** One registration for a tax: where, under which number, and when it files. */
export function RegistrationFields({ form, at }: { form: ClientForm; at: number }) {
  const field = (name: string) => form.getInputProps(`registrations.${at}.${name}`);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        <TextInput label="Where" placeholder="CO, or City of Denver" maxLength={80} {...field('authority')} />
        <Select label="Tax" data={taxes} allowDeselect={false} {...field('tax')} />
        <TextInput label="Number" maxLength={40} {...field('number')} />
        <Select label="Files" data={filings} placeholder="Not known" clearable {...field('frequency')} />
        <NumberInput
          label="Due on day of the month"
          description="After the period; 31 is the last"
          min={1}
          max={31}
          allowDecimal={false}
          hideControls
          {...field('dueDay')}
        />
      </SimpleGrid>
      <Group grow gap="xs" align="flex-start">
        <TextInput type="date" label="From" {...field('from')} />
        <TextInput type="date" label="Until" {...field('until')} />
      </Group>
    </>
  );
}
