import { Stack, Title } from '@mantine/core';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Client } from '../../lib/clients.ts';
import { useToday } from '../../lib/me.ts';
import { joined, sayFiling, sayHeld, taxWords } from './entry-words.ts';

type Registration = Client['registrations'][number];

export function RegistrationList({ registrations }: { registrations: readonly Registration[] }) {
  const today = useToday();
  const columns: Column<Registration>[] = [
    { key: 'authority', title: 'Where', render: ({ authority }) => authority },
    { key: 'tax', title: 'Tax', width: 112, render: ({ tax }) => taxWords[tax] },
    { key: 'number', title: 'Number', has: ({ number }) => !!number, render: ({ number }) => number, onWide: true },
    {
      key: 'files',
      title: 'Files',
      width: '42%',
      render: ({ frequency = null, dueDay, ...term }) =>
        joined([sayFiling({ frequency, dueDay: dueDay ?? '' }), sayHeld(term, today)]),
    },
  ];
  return (
    <Stack gap="xs">
      <Title order={2}>Registrations</Title>
      <RowTable label="Registrations" rows={registrations} columns={columns} idOf={({ id }) => id} />
    </Stack>
  );
}
