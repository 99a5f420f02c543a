import { EmptyState } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { documentColumns } from '../../components/document-columns.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { type Document, documentQuery } from '../../lib/documents.ts';
import type { Folder } from '../../lib/folders.ts';
import { useMemberName } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import { DocumentBulk } from './document-bulk.tsx';
import { DocumentDrawer } from './document-drawer.tsx';
import type { Client } from '../../lib/clients.ts';

type Props = {
  client: Client;
  folders: readonly Folder[];
  rows: readonly Document[];
  /** The one that is open at first, wherever in the list it stands. */
  asked?: string | undefined;
  isTrash?: boolean;
  /** What is said where there are none. */
  empty: { title: string; description: string };
  more?: ReactNode;
};

/** Documents with what can be done with one of them, or with several. */
export function DocumentList({ client, folders, rows, asked, isTrash = false, empty, more }: Props) {
  const { data: people = [] } = useQuery(peopleQuery(client.id));
  const memberName = useMemberName();
  const { client: word } = useWords();
  const [openId, setOpen] = useState(asked);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const nameOf = (by: string) => people.find(({ id }) => id === by)?.name ?? memberName(by);
  const { data: one } = useQuery(documentQuery(asked));
  const opened = rows.find(({ id }) => id === openId) ?? (one?.id === openId ? one : undefined);
  const chosen = rows.filter(({ id }) => selected.has(id));
  if (rows.length === 0) return <EmptyState py="lg" icon={<IconFiles stroke={1.5} />} {...empty} />;
  return (
    <div>
      <RowTable
        label={isTrash ? 'Trash' : 'Documents'}
        rows={rows}
        columns={documentColumns({ nameOf, clientWord: word.one, folders })}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        peeked={openId}
        onOpen={({ id }) => setOpen(id)}
        onPeek={({ id }) => setOpen(id)}
        selected={selected}
        onSelect={setSelected}
      />
      {more}
      <DocumentBulk
        client={client}
        folders={folders}
        documents={chosen}
        isTrash={isTrash}
        onDone={() => setSelected(new Set())}
      />
      <DocumentDrawer
        document={opened}
        folders={folders}
        nameOf={nameOf}
        mayEdit={client.can.edit}
        clientWord={word.one}
        onClose={() => setOpen(undefined)}
      />
    </div>
  );
}
