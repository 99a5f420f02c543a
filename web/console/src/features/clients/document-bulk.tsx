import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconFileZip, IconFolderShare, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { type Document, useTrashMany } from '../../lib/documents.ts';
import type { Folder } from '../../lib/folders.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { countOf, MoveDialog } from './move-dialog.tsx';
import type { Client } from '../../lib/clients.ts';

type Props = {
  client: Client;
  folders: readonly Folder[];
  documents: readonly Document[];
  isTrash: boolean;
  onDone: () => void;
};

const noun = { one: 'document', many: 'documents' };
const plain = { variant: 'subtle', color: 'gray' } as const;

/** What can be done with several documents at once. */
export function DocumentBulk({ client, folders, documents, isTrash, onDone }: Props) {
  const [isMoving, moving] = useDisclosure();
  const { mutateAsync, isPending } = useTrashMany();
  const restore = (all: readonly Document[]) => mutateAsync({ what: 'restore', all });
  // They leave the list, and this with the last of them: what is said then must not hang on being here.
  const throwAway = () =>
    void mutateAsync({ what: 'trash', all: documents })
      .then(() => tellUndo(`${countOf(documents.length)} in the trash`, () => restore(documents)))
      .catch(tellTrouble)
      .finally(onDone);
  const bringBack = () =>
    void restore(documents)
      .then(() => tell(`${countOf(documents.length)} brought back`))
      .catch(tellTrouble)
      .finally(onDone);
  const mayEdit = client.can.edit;
  return (
    <SelectionBar count={documents.length} noun={noun} onClear={onDone}>
      {!isTrash && <Zip client={client} documents={documents} onDone={onDone} />}
      {mayEdit && !isTrash && (
        <Button {...plain} leftSection={<IconFolderShare size={16} />} onClick={moving.open}>
          Move
        </Button>
      )}
      {mayEdit && !isTrash && (
        <Button {...plain} leftSection={<IconTrash size={16} />} loading={isPending} onClick={throwAway}>
          Throw away
        </Button>
      )}
      {mayEdit && isTrash && (
        <Button {...plain} leftSection={<IconArrowBackUp size={16} />} loading={isPending} onClick={bringBack}>
          Restore
        </Button>
      )}
      <MoveDialog
        client={client}
        folders={folders}
        documents={documents}
        opened={isMoving}
        onClose={moving.close}
        onMoved={onDone}
      />
    </SelectionBar>
  );
}

/** What writes the ZIP is loaded by whoever wants one. */
function Zip({ client, documents, onDone }: Pick<Props, 'client' | 'documents' | 'onDone'>) {
  const [came, setCame] = useState(0);
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const { downloadAsZip } = await import('../../lib/zip.ts');
      await downloadAsZip(documents, { clientId: client.id, name: client.name, onCame: setCame });
    },
    onSuccess: onDone,
    onError: tellTrouble,
    onSettled: () => setCame(0),
  });
  return (
    <Button {...plain} leftSection={<IconFileZip size={16} />} disabled={isPending} onClick={() => mutate()}>
      {isPending ? `${came} of ${documents.length}` : 'Download as ZIP'}
    </Button>
  );
}
