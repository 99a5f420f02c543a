import { Stack, Title } from '@mantine/core';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Client } from '../../lib/clients.ts';
import { useToday } from '../../lib/me.ts';
import { accountWords, joined, sayHeld, statementWords } from './entry-words.ts';

type Account = Client['accounts'][number];

export function AccountList({ accounts }: { accounts: readonly Account[] }) {
  const today = useToday();
  const columns: Column<Account>[] = [
    {
      key: 'institution',
      title: 'At',
      has: ({ institution }) => !!institution,
      render: ({ institution }) => institution,
    },
    { key: 'kind', title: 'Kind', render: ({ kind }) => accountWords[kind] },
    { key: 'last4', title: 'Ends in', width: 80, render: ({ last4 }) => last4 },
    {
      key: 'frequency',
      title: 'Statements',
      render: ({ frequency, ...term }) => joined([!!frequency && statementWords[frequency], sayHeld(term, today)]),
    },
    { key: 'note', title: 'Note', has: ({ note }) => !!note, render: ({ note }) => note, onWide: true },
  ];
  return (
    <Stack gap="xs">
      <Title order={2}>Accounts to ask statements for</Title>
      <RowTable label="Accounts to ask statements for" rows={accounts} columns={columns} idOf={({ id }) => id} />
    </Stack>
  );
}
