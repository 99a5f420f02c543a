import { EmptyState, Stack } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AddFiles } from '../../components/add-files.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { documentsQuery } from '../../lib/documents.ts';
import { useMemberName } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import { documentColumns } from './document-columns.tsx';
import { DocumentDrawer } from './document-drawer.tsx';
import type { Client } from './requests.ts';

/** The files of a client, the newest first, and a place to put more. */
export function DocumentsTab({ client }: { client: Client }) {
  const query = documentsQuery(client.id);
  const list = useInfiniteQuery(query);
  const queries = useQueryClient();
  const { data: people = [] } = useQuery(peopleQuery(client.id));
  const memberName = useMemberName();
  const { client: word } = useWords();
  const [openId, setOpen] = useState<string>();
  const nameOf = (by: string) => people.find(({ id }) => id === by)?.name ?? memberName(by);
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const opened = rows.find(({ id }) => id === openId);
  const readAnew = () => void queries.invalidateQueries({ queryKey: query.queryKey });
  return (
    <Stack gap="md">
      {client.can.edit && <AddFiles path={`/v1/clients/${client.id}/documents`} onCame={readAnew} />}
      {rows.length === 0 && !list.hasNextPage ? (
        <EmptyState
          py="lg"
          icon={<IconFiles stroke={1.5} />}
          title="No documents yet"
          description={`What the firm puts here and what the ${word.one} sends will be listed here.`}
        />
      ) : (
        <div>
          <RowTable
            label="Documents"
            rows={rows}
            columns={documentColumns({ nameOf, clientWord: word.one })}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            peeked={openId}
            onOpen={({ id }) => setOpen(id)}
            onPeek={({ id }) => setOpen(id)}
          />
          <MoreRows list={list} />
        </div>
      )}
      <DocumentDrawer
        document={opened}
        nameOf={nameOf}
        mayEdit={client.can.edit}
        clientWord={word.one}
        onClose={() => setOpen(undefined)}
      />
    </Stack>
  );
}
