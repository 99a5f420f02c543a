import { Accordion, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { RoleFields } from '../../components/role-fields.tsx';
import type { Client } from '../../lib/clients.ts';
import { customFieldsQuery } from '../../lib/custom-fields.ts';
import { useToday } from '../../lib/me.ts';
import { AccountFields } from './account-fields.tsx';
import { BillingFields } from './billing-fields.tsx';
import type { ClientForm } from './client-editor.tsx';
import { faultySections, isFaultyAt, type Section, sayings } from './client-sayings.ts';
import { EntryList } from './entry-list.tsx';
import { newAccount, newRegistration } from './entry-rows.ts';
import { sayAccount, sayRegistration } from './entry-words.ts';
import { OwnFields } from './own-fields.tsx';
import { RegistrationFields } from './registration-fields.tsx';
import { TaxNumberField } from './tax-number-field.tsx';
import { YearEndFields } from './year-end-fields.tsx';

type Props = { form: ClientForm; client: Client };

const Registrations = ({ form }: { form: ClientForm }) => (
  <EntryList
    noun="registration"
    rows={form.values.registrations}
    says={sayRegistration}
    isFaulty={(at) => isFaultyAt(form.errors, 'registrations', at)}
    make={newRegistration}
    onAdd={(row) => form.insertListItem('registrations', row)}
    onRemove={(at) => form.removeListItem('registrations', at)}
  >
    {(at) => <RegistrationFields form={form} at={at} />}
  </EntryList>
);

const Accounts = ({ form }: { form: ClientForm }) => (
  <EntryList
    noun="account"
    rows={form.values.accounts}
    says={sayAccount}
    isFaulty={(at) => isFaultyAt(form.errors, 'accounts', at)}
    make={newAccount}
    onAdd={(row) => form.insertListItem('accounts', row)}
    onRemove={(at) => form.removeListItem('accounts', at)}
  >
    {(at) => <AccountFields form={form} at={at} />}
  </EntryList>
);

/** What is seldom changed, each behind a line that says how it stands; what is wrong in it always shows. */
export function ClientSections({ form, client }: Props) {
  const { data: fields = [] } = useQuery(customFieldsQuery);
  const [open, setOpen] = useState<string[]>([]);
  const says = sayings(form.values, client, fields, useToday());
  const shown: [Section, string, ReactNode][] = [
    ['own', 'Own fields', <OwnFields form={form} fields={fields} />],
    ['yearEnd', 'Year end', <YearEndFields form={form} />],
    ['registrations', 'Registrations', <Registrations form={form} />],
    ['accounts', 'Accounts to ask statements for', <Accounts form={form} />],
    ['roles', 'Further roles', <RoleFields form={form} />],
    ['billing', 'Bills', <BillingFields form={form} />],
    ['taxNumber', 'Tax number', <TaxNumberField form={form} client={client} />],
    [
      'leaving',
      'Last day',
      <TextInput type="date" label="Last day with the firm" {...form.getInputProps('leavesOn')} />,
    ],
  ];
  return (
    <Accordion
      multiple
      order={3}
      chevronPosition="left"
      transitionDuration={0}
      keepMounted={false}
      value={[...new Set([...open, ...faultySections(form.errors)])]}
      onChange={setOpen}
    >
      {shown
        .filter(([section]) => section !== 'own' || fields.length > 0)
        .map(([section, title, inside]) => (
          <Accordion.Item key={section} value={section}>
            <Accordion.Control>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Text fw={500} style={{ flexShrink: 0 }}>
                  {title}
                </Text>
                <Text size="sm" c="dimmed" truncate>
                  {says[section]}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">{inside}</Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
    </Accordion>
  );
}
