import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconLock, IconTrash, IconWritingSign } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { NewLetter } from '../../components/new-letter.tsx';
import { type Document, useDocumentAct, useTrashMany } from '../../lib/documents.ts';
import { downloadDocument } from '../../lib/downloads.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';

/** What is done with the whole of a document. */
export function DocumentActs({ document, onGone }: { document: Document; onGone: () => void }) {
  const { mutateAsync: run, isPending } = useDocumentAct(document);
  const { mutateAsync } = useTrashMany();
  const { name, can, id, clientId } = document;
  const [isAsked, setAsked] = useState(false);
  const [isSealing, setSealing] = useState(false);
  const navigate = useNavigate();
  // It leaves the list, and this with it: what is said then must not hang on being here.
  const act = (what: 'restore' | 'seal', says: string) =>
    void run({ do: what })
      .then(() => {
        if (what === 'restore') onGone();
        setSealing(false);
        tell(`${name} ${says}`);
      })
      .catch(tellTrouble);
  const throwAway = () =>
    void run({ do: 'trash' })
      .then(() => {
        onGone();
        tellUndo(`${name} is in the trash`, () => mutateAsync({ what: 'restore', all: [{ id }] }));
      })
      .catch(tellTrouble);
  return (
    <Group gap="xs">
      {can.download && (
        <Button leftSection={<IconDownload size={16} />} onClick={() => void downloadDocument(id).catch(tellTrouble)}>
          Download
        </Button>
      )}
      {can.restore && (
        <Button
          leftSection={<IconArrowBackUp size={16} />}
          loading={isPending}
          onClick={() => act('restore', 'is back')}
        >
          Restore
        </Button>
      )}
      {can.replace && (
        <Button variant="default" leftSection={<IconWritingSign size={16} />} onClick={() => setAsked(true)}>
          Ask for sign-off
        </Button>
      )}
      {isAsked && (
        <NewLetter
          clientId={clientId}
          document={{ id, name }}
          onClose={() => setAsked(false)}
          onMade={(letter) => void navigate({ to: '/letters/$letterId', params: { letterId: letter.id } })}
        />
      )}
      {can.replace && (
        <Button variant="default" leftSection={<IconLock size={16} />} onClick={() => setSealing(true)}>
          Seal
        </Button>
      )}
      {isSealing && (
        <Confirm
          title={`Seal ${name}?`}
          says="It is final then: no other version takes its place, and nobody can throw it away."
          act="Seal it"
          isPending={isPending}
          onBack={() => setSealing(false)}
          onAct={() => act('seal', 'is sealed')}
        />
      )}
      {can.trash && (
        <Button variant="default" leftSection={<IconTrash size={16} />} loading={isPending} onClick={throwAway}>
          Throw away
        </Button>
      )}
    </Group>
  );
}
