import { Stack, Title } from '@mantine/core';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Client } from '../../lib/clients.ts';

type Registration = Client['registrations'][number];

const word = (text: string) => text.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

const columns: readonly Column<Registration>[] = [
  { key: 'authority', title: 'Where', width: 72, render: ({ authority }) => authority },
  { key: 'tax', title: 'Tax', render: ({ tax }) => (tax === 'vat' ? 'VAT' : word(tax)) },
  { key: 'number', title: 'Number', has: ({ number }) => !!number, render: ({ number }) => number, onWide: true },
  {
    key: 'files',
    title: 'Files',
    width: '45%',
    render: ({ frequency, dueDay }) =>
      [frequency && word(frequency), dueDay && `due on day ${dueDay}`].filter(Boolean).join(', '),
  },
];

export const RegistrationList = ({ registrations }: { registrations: readonly Registration[] }) => (
  <Stack gap="xs">
    <Title order={2}>Registrations</Title>
    <RowTable label="Registrations" rows={registrations} columns={columns} idOf={({ id }) => id} />
  </Stack>
);
