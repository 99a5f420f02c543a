import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Dialog } from '../../components/dialog.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { openness, opennessWords, retentionChoices } from '../../lib/folder-words.ts';
import type { Tree } from '../../lib/folders.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { useWords } from '../../lib/words.ts';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { keyOfOwn } from './own-key.ts';
import { faultOf, foldersOf, freshRow, rowsOf } from './tree-rows.ts';
import { useTrees } from './trees.ts';

type Props = { tree: Tree | undefined; onClose: () => void };

const valuesOf = (tree: Tree | undefined) => ({
  name: tree?.name ?? '',
  folders: tree ? rowsOf(tree) : [freshRow()],
});

/** A tree folder by folder, each behind the one that it lies in. */
export function TreeEditor({ tree, onClose }: Props) {
  const { client } = useWords();
  const { keep } = useTrees();
  const form = useForm({ initialValues: valuesOf(tree) });
  const { began, overtaken } = useOvertaken(tree, valuesOf, form);
  const says = opennessWords(client.one);
  const send = ({ name, folders }: typeof form.values) =>
    keep.mutate(
      { key: began?.key ?? keyOfOwn(name), tree: { name, folders: foldersOf(folders) }, version: began?.version ?? 0 },
      {
        onSuccess: (kept) => (tell(`${kept.name} is kept`), onClose()),
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <Dialog
      isUnsaved={isTyped(form)}
      onClose={onClose}
      title={tree ? `Edit ${tree.name}` : 'New tree of folders'}
      size="xl"
    >
      <form onSubmit={form.onSubmit(send)}>
        <Stack gap="sm">
          <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
          <Text size="sm" c="dimmed">
            What lies in another folder stands behind it, with its name before: Payroll, then Payroll / 2026
          </Text>
          {form.values.folders.map(({ key }, at) => (
            <Group key={key} gap="xs" align="flex-start">
              <TextInput
                aria-label={`Folder ${at + 1}`}
                placeholder="Payroll / 2026"
                flex={1}
                miw={180}
                required
                {...form.getInputProps(`folders.${at}.path`)}
                error={faultOf(form.errors as Record<string, string>, at)}
              />
              <Select
                aria-label={`Who sees folder ${at + 1}`}
                w={224}
                allowDeselect={false}
                data={openness.map((value) => ({ value, label: says[value] }))}
                {...form.getInputProps(`folders.${at}.visibility`)}
                error={undefined}
              />
              <Select
                aria-label={`How long folder ${at + 1} is kept at least`}
                w={200}
                allowDeselect={false}
                data={retentionChoices}
                {...form.getInputProps(`folders.${at}.retention`)}
              />
              <ActionIcon
                variant="default"
                size={36}
                aria-label={`Take folder ${at + 1} out`}
                disabled={form.values.folders.length === 1}
                onClick={() => form.removeListItem('folders', at)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => form.insertListItem('folders', freshRow())}
          >
            Another folder
          </Button>
          <OvertakenAlert of={overtaken} />
          <DialogFoot act="Save the folders" isPending={keep.isPending} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
