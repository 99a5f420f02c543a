import { Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { AddFiles } from '../../components/add-files.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { documentsQuery, findDocumentsQuery, type Place } from '../../lib/documents.ts';
import { type Folder, foldersQuery } from '../../lib/folders.ts';
import { useWords } from '../../lib/words.ts';
import { DocumentList } from './document-list.tsx';
import classes from './documents.module.css';
import { FolderTree } from './folder-tree.tsx';
import type { Client } from '../../lib/clients.ts';

const route = getRouteApi('/signed-in/clients/$clientId');
const placeIn = (said: string | undefined): Place =>
  said === 'none' || said === 'trash' || said?.startsWith('fol_') ? (said as Place) : 'all';

/** The shelf of a client: its folders, what lies in them, what is found, and a place to put more. */
export function DocumentsTab({ client }: { client: Client }) {
  const { folder: said, document: asked } = route.useSearch();
  const place = placeIn(said);
  const navigate = route.useNavigate();
  const { data: folders = [] } = useQuery(foldersQuery(client.id));
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [sought] = useDebouncedValue(typed.trim(), 150);
  const folder = folders.find(({ id }) => id === place);
  const go = (to: Place) => {
    setTyped('');
    void navigate({ search: { tab: 'documents', ...(to !== 'all' && { folder: to }) }, replace: true });
  };
  const readAnew = () => void queries.invalidateQueries({ queryKey: ['documents'] });
  const isFinding = sought.length >= 2 && typed.trim().length >= 2;
  return (
    <div className={classes.shelf}>
      <FolderTree client={client} folders={folders} place={place} onPlace={go} />
      <Stack gap="md" miw={0}>
        <TextInput
          aria-label="Search the documents by name or tag"
          placeholder="Search by name or tag"
          leftSection={<IconSearch size={16} />}
          maw={360}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {client.can.edit && place !== 'trash' && !isFinding && (
          <AddFiles
            path={`/v1/clients/${client.id}/documents`}
            {...(folder && { more: { folderId: folder.id }, act: `Add files to ${folder.name}` })}
            onCame={readAnew}
          />
        )}
        {isFinding ? (
          <Found client={client} folders={folders} typed={sought} />
        ) : (
          <Lying key={`${place} ${asked}`} client={client} folders={folders} place={place} asked={asked} />
        )}
      </Stack>
    </div>
  );
}

type Shown = { client: Client; folders: readonly Folder[] };

function Lying({ client, folders, place, asked }: Shown & { place: Place; asked: string | undefined }) {
  const { client: word } = useWords();
  const list = useInfiniteQuery(documentsQuery(client.id, place));
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError && !list.isRefetchError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const empty =
    place === 'trash'
      ? { title: 'Nothing in the trash', description: 'What is thrown away lies here for 120 days.' }
      : {
          title: place === 'all' ? 'No documents yet' : 'Nothing in here yet',
          description: `What the firm puts here and what the ${word.one} sends will be listed here.`,
        };
  return (
    <DocumentList
      client={client}
      folders={folders}
      rows={rows}
      asked={asked}
      isTrash={place === 'trash'}
      empty={empty}
      more={<MoreRows list={list} />}
    />
  );
}

function Found({ client, folders, typed }: Shown & { typed: string }) {
  const { data, error, refetch } = useQuery(findDocumentsQuery(client.id, typed));
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowSkeleton rows={3} />;
  const empty = { title: 'Nothing is called so', description: 'Every word must begin a word of the name or of a tag.' };
  return <DocumentList client={client} folders={folders} rows={data} empty={empty} />;
}
