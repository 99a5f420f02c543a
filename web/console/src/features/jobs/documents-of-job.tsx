import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AddFiles } from '../../components/add-files.tsx';
import { documentColumns } from '../../components/document-columns.tsx';
import { DocumentLook } from '../../components/document-look.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { type Document, jobDocumentsQuery } from '../../lib/documents.ts';
import { foldersQuery } from '../../lib/folders.ts';
import { useMemberName } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';

type Props = { jobId: string; clientId: string; mayEdit: boolean };

/** The files of a job: those that answered what was asked in it, and those that the firm put to it. */
export function DocumentsOfJob({ jobId, clientId, mayEdit }: Props) {
  const queries = useQueryClient();
  return (
    <Stack gap="sm">
      {mayEdit && (
        <AddFiles
          isAside
          path={`/v1/jobs/${jobId}/documents`}
          onCame={() => void queries.invalidateQueries({ queryKey: ['documents'] })}
        />
      )}
      <Listed jobId={jobId} clientId={clientId} />
    </Stack>
  );
}

function Listed({ jobId, clientId }: Omit<Props, 'mayEdit'>) {
  const list = useInfiniteQuery(jobDocumentsQuery(jobId));
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const { data: folders = [] } = useQuery(foldersQuery(clientId));
  const memberName = useMemberName();
  const { client } = useWords();
  const [looked, look] = useState<Document>();
  if (list.isPending) return <RowSkeleton rows={3} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0) return <Text c="dimmed">No files yet.</Text>;
  const nameOf = (by: string) => people.find(({ id }) => id === by)?.name ?? memberName(by);
  return (
    <div>
      <RowTable
        label="Documents"
        rows={rows}
        columns={documentColumns({ nameOf, clientWord: client.one, folders })}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        onOpen={look}
      />
      <MoreRows list={list} />
      {looked && <DocumentLook id={looked.id} name={looked.name} onClose={() => look(undefined)} />}
    </div>
  );
}
