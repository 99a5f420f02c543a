import { Alert, Box, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { HeldDocument } from '../../components/held-document.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { type Document, heldDocumentsQuery } from '../../lib/documents.ts';
import { capital, useWords } from '../../lib/words.ts';

function Client({ id }: { id: string }) {
  const name = useClientName(id) ?? '…';
  return <span title={name}>{name}</span>;
}

const columns = (clientWord: string): readonly Column<Document>[] => [
  {
    key: 'name',
    title: 'File',
    render: ({ name }) => (
      <Text span inherit fw={500} title={name}>
        {name}
      </Text>
    ),
  },
  { key: 'client', title: clientWord, width: '26%', render: ({ clientId }) => <Client id={clientId} /> },
  {
    key: 'why',
    title: 'Why',
    width: '32%',
    render: ({ why }) => <span title={why?.says}>{why?.says}</span>,
    onWide: true,
  },
  { key: 'since', title: 'Since', width: 96, render: ({ statusAt }) => <Day of={statusAt} /> },
];

/** The files of all clients that nobody can read before someone who leads decides on them; nothing where there are none. */
export function HeldFiles() {
  const list = useInfiniteQuery(heldDocumentsQuery);
  const [openId, setOpen] = useState<string>();
  const { client } = useWords();
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (rows.length === 0 && !list.hasNextPage) return null;
  const opened = rows.find(({ id }) => id === openId);
  return (
    <Box component="section" aria-label="Waiting for release" mb="lg">
      <Title order={2} mb="xs">
        Waiting for release
      </Title>
      <RowTable
        label="Files that wait for release"
        rows={rows}
        columns={columns(capital(client.one))}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        peeked={openId}
        onOpen={({ id }) => setOpen(id)}
        onPeek={({ id }) => setOpen(id)}
      />
      <MoreRows list={list} />
      <FormDrawer opened={opened !== undefined} onClose={() => setOpen(undefined)} title={opened?.name ?? ''} size="lg">
        {opened && <Decide key={opened.id} document={opened} />}
      </FormDrawer>
    </Box>
  );
}

function Decide({ document }: { document: Document }) {
  const { clientId, why, can } = document;
  return (
    <Stack gap="md">
      <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'documents' }}>
        <Client id={clientId} />
      </Link>
      {why && (
        <Alert color="yellow" p="xs" role="note">
          {why.says}
        </Alert>
      )}
      {can.decide ? (
        <HeldDocument document={document} />
      ) : (
        <Text size="sm" c="dimmed">
          Someone who leads lets it through or turns it away.
        </Text>
      )}
    </Stack>
  );
}
