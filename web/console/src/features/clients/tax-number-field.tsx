import { Checkbox, Group, Text, TextInput } from '@mantine/core';
import type { Client } from '../../lib/clients.ts';
import type { ClientForm } from './client-editor.tsx';
import { SensitiveNumber } from './sensitive-number.tsx';

/** Kept sealed: what is there is shown when someone asks, and typed anew rather than edited. */
export function TaxNumberField({ form, client }: { form: ClientForm; client: Client }) {
  const has = client.taxId !== undefined;
  return (
    <>
      {has && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            Now
          </Text>
          <SensitiveNumber client={client} />
        </Group>
      )}
      <TextInput
        label={has ? 'New tax number' : 'Tax number'}
        description={
          has
            ? 'The old one cannot be brought back once this is saved'
            : 'It is kept sealed, and shown to who asks for it by name'
        }
        placeholder="98-7654321"
        autoComplete="off"
        maxLength={60}
        disabled={form.values.dropsTaxId}
        {...form.getInputProps('taxId')}
      />
      {has && <Checkbox label="Take the tax number away" {...form.getInputProps('dropsTaxId', { type: 'checkbox' })} />}
    </>
  );
}
