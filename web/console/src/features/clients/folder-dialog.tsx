import { Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { FormModal } from '../../components/form-modal.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { openness, opennessWords, retentionChoices } from '../../lib/folder-words.ts';
import { type Folder, useFolderAct } from '../../lib/folders.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

type Given = {
  client: Client;
  folders: readonly Folder[];
  /** The one that is changed; without it a new one is added. */
  folder?: Folder;
  /** Where a new one lies to begin with. */
  around?: Folder | undefined;
};
type Props = Given & { opened: boolean; onClose: () => void };

const top = 'top';

/** A folder as it is added or changed. */
export const FolderDialog = ({ opened, onClose, ...given }: Props) => (
  <FormModal opened={opened} onClose={onClose} title={given.folder ? given.folder.name : 'New folder'}>
    <Fields key={given.folder?.id} onClose={onClose} {...given} />
  </FormModal>
);

/** Neither itself nor what lies in it. */
const mayHold = (folder: Folder | undefined) => (one: Folder) =>
  !folder || one.path.slice(0, folder.path.length).join('\n') !== folder.path.join('\n');

function Fields({ client, folders, folder, around, onClose }: Given & { onClose: () => void }) {
  const { mutate, isPending } = useFolderAct(client.id);
  const { client: word } = useWords();
  const valuesOf = (one: Folder | undefined) => ({
    name: one?.name ?? '',
    parentId: one ? (one.parentId ?? top) : (around?.id ?? top),
    visibility: one?.visibility ?? around?.shown ?? ('firm' as Folder['visibility']),
    retention: one?.retention ?? ('none' as Folder['kept']),
  });
  const form = useForm({ initialValues: valuesOf(folder) });
  const { began, overtaken } = useOvertaken(folder, valuesOf, form);
  useUnsaved(isTyped(form));
  const parent = folders.find(({ id }) => id === form.values.parentId);
  const widest = parent ? openness.indexOf(parent.shown) : openness.length;
  const says = opennessWords(word.one);
  const save = ({ parentId, ...said }: typeof form.values) => {
    const visibility = openness.indexOf(said.visibility) > widest ? parent!.shown : said.visibility;
    const to = { ...said, visibility };
    mutate(
      began
        ? { change: began, to: { ...to, parentId: parentId === top ? null : parentId } }
        : { add: { ...to, ...(parentId !== top && { parentId }) } },
      {
        onSuccess: () => {
          tell(`${said.name} is ${folder ? 'changed' : 'added'}`);
          onClose();
        },
        onError: (error) => showErrors(form, error),
      },
    );
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label="In"
          allowDeselect={false}
          data={[
            { value: top, label: 'No other folder' },
            ...folders.filter(mayHold(folder)).map(({ id, path }) => ({ value: id, label: path.join(' / ') })),
          ]}
          {...form.getInputProps('parentId')}
        />
        <Select
          label="Who sees what is in it"
          description={parent && parent.shown !== 'client-can-add' ? `${parent.name} opens no further` : undefined}
          allowDeselect={false}
          data={openness.map((value, i) => ({ value, label: says[value], disabled: i > widest }))}
          {...form.getInputProps('visibility')}
        />
        <Select
          label="Kept at least"
          description="What is thrown away is not erased before"
          allowDeselect={false}
          data={retentionChoices}
          {...form.getInputProps('retention')}
        />
        <OvertakenAlert of={overtaken} />
        <DialogFoot act={folder ? 'Save the changes' : 'Add the folder'} isPending={isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
