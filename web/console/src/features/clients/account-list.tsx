import { Stack, Title } from '@mantine/core';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Client } from '../../lib/clients.ts';

type Account = Client['accounts'][number];

const word = (text = '') => text.replace(/^./, (letter) => letter.toUpperCase());

const columns: readonly Column<Account>[] = [
  {
    key: 'institution',
    title: 'At',
    has: ({ institution }) => !!institution,
    render: ({ institution }) => institution,
  },
  { key: 'kind', title: 'Kind', render: ({ kind }) => word(kind) },
  { key: 'last4', title: 'Ends in', width: 80, render: ({ last4 }) => last4 },
  { key: 'frequency', title: 'Statements', render: ({ frequency }) => word(frequency) },
];

export const AccountList = ({ accounts }: { accounts: readonly Account[] }) => (
  <Stack gap="xs">
    <Title order={2}>Accounts to ask statements for</Title>
    <RowTable label="Accounts to ask statements for" rows={accounts} columns={columns} idOf={({ id }) => id} />
  </Stack>
);
