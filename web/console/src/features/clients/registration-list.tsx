import { Stack, Title } from '@mantine/core';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Client } from './requests.ts';

type Registration = Client['registrations'][number];

const word = (text: string) => text.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

const columns: readonly Column<Registration>[] = [
  { key: 'authority', title: 'Where', render: ({ authority }) => authority },
  { key: 'tax', title: 'Tax', render: ({ tax }) => (tax === 'vat' ? 'VAT' : word(tax)) },
  { key: 'number', title: 'Number', render: ({ number }) => number, onWide: true },
  {
    key: 'files',
    title: 'Files',
    render: ({ frequency, dueDay }) =>
      [frequency && word(frequency), dueDay && `by day ${dueDay}`].filter(Boolean).join(', '),
  },
];

export const RegistrationList = ({ registrations }: { registrations: readonly Registration[] }) => (
  <Stack gap="xs">
    <Title order={2}>Registrations</Title>
    <RowTable label="Registrations" rows={registrations} columns={columns} idOf={({ id }) => id} />
  </Stack>
);
