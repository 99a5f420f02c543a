import { Alert, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Day } from './day.tsx';
import { type Column, RowTable } from './row-table.tsx';
import type { Letter } from '../lib/letters.ts';

type Signer = Letter['signers'][number];

const dayOf = (at: string | undefined) => at !== undefined && <Day of={at} withTime />;

const columns: readonly Column<Signer>[] = [
  {
    key: 'name',
    title: 'Who',
    render: ({ contactId, name }) => (
      <Link to="/people/$contactId" params={{ contactId }}>
        {name}
      </Link>
    ),
  },
  { key: 'sent', title: 'Mailed', width: 170, render: ({ mailedAt }) => dayOf(mailedAt), onWide: true },
  { key: 'opened', title: 'Read', width: 170, render: ({ openedAt }) => dayOf(openedAt), onWide: true },
  {
    key: 'signed',
    title: 'Signed',
    width: 170,
    render: ({ signedAt, sentAt }) => dayOf(signedAt) || (sentAt === undefined ? 'after those above' : 'not yet'),
  },
];

/** Who signs, in their order, and how far each has come. */
export function SignerList({ letter: { signers } }: { letter: Letter }) {
  return (
    <Stack component="section" gap="xs">
      <Title order={2}>Who signs</Title>
      {signers.map(
        ({ contactId, name, notMailed }) =>
          notMailed !== undefined && (
            <Alert key={contactId} color="red" p="xs" title={`${name} was not told that there is something to sign`}>
              {notMailed}
            </Alert>
          ),
      )}
      <RowTable label="Who signs" rows={signers} columns={columns} idOf={({ contactId }) => contactId} />
    </Stack>
  );
}
