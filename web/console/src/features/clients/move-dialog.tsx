import { Select, Stack, Switch, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { FormModal } from '../../components/form-modal.tsx';
import { type Document, useMove } from '../../lib/documents.ts';
import type { Folder } from '../../lib/folders.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

type Given = { client: Client; folders: readonly Folder[]; documents: readonly Document[]; onMoved: () => void };
type Props = Given & { opened: boolean; onClose: () => void };

const none = 'none';
export const countOf = (count: number) => `${count} ${count === 1 ? 'document' : 'documents'}`;

/** Where documents go; whether the client sees them there is said, and follows from nothing else. */
export const MoveDialog = ({ opened, onClose, ...given }: Props) => (
  <FormModal opened={opened} onClose={onClose} title={`Move ${countOf(given.documents.length)}`}>
    <Fields onClose={onClose} {...given} />
  </FormModal>
);

function Fields({ client, folders, documents, onMoved, onClose }: Given & { onClose: () => void }) {
  const { client: word } = useWords();
  const { mutateAsync, isPending } = useMove(client.id);
  const [to, setTo] = useState<string>(none);
  const [isShown, setShown] = useState(false);
  const folder = folders.find(({ id }) => id === to);
  const isOpen = !folder || folder.shown !== 'firm';
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const ids = documents.map(({ id }) => id);
    const move = { ids, folderId: folder?.id ?? null, ...(isShown && isOpen && { visibility: 'client' as const }) };
    void mutateAsync(move)
      .then(() => {
        tell(`${countOf(ids.length)} moved to ${folder?.name ?? 'no folder'}`);
        onMoved();
        onClose();
      })
      .catch(tellTrouble);
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <Select
          label="To"
          allowDeselect={false}
          searchable
          data={[
            { value: none, label: 'No folder' },
            ...folders.map(({ id, path }) => ({ value: id, label: path.join(' / ') })),
          ]}
          value={to}
          onChange={(value) => setTo(value ?? none)}
        />
        {isOpen ? (
          <Switch
            size="sm"
            label={`The ${word.one} sees them there`}
            description="Otherwise what was hidden stays hidden"
            checked={isShown}
            onChange={({ currentTarget }) => setShown(currentTarget.checked)}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {folder.name} is for the firm only: the {word.one} will see none of them.
          </Text>
        )}
        <DialogFoot act="Move" isPending={isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
