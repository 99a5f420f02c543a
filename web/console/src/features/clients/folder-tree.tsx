import { ActionIcon, Box, Button, Group, Menu, Select, Stack, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconEye, IconFiles, IconFolder, IconFolderPlus, IconInbox, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Place } from '../../lib/documents.ts';
import { opennessWords } from '../../lib/folder-words.ts';
import { type Folder, treesQuery, useFolderAct } from '../../lib/folders.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { asListed } from '../../lib/rebase.ts';
import { useWords } from '../../lib/words.ts';
import classes from './documents.module.css';
import { FolderDialog } from './folder-dialog.tsx';
import type { Client } from '../../lib/clients.ts';

type Props = { client: Client; folders: readonly Folder[]; place: Place; onPlace: (place: Place) => void };

type Standing = { place: Place; title: string; icon: ReactNode };
const above: readonly Standing[] = [
  { place: 'all', title: 'All documents', icon: <IconFiles size={16} aria-hidden /> },
  { place: 'none', title: 'In no folder', icon: <IconInbox size={16} aria-hidden /> },
];
const below: Standing = { place: 'trash', title: 'Trash', icon: <IconTrash size={16} aria-hidden /> };

const placeOf = ({ id }: Folder) => id as Place;

/** Where a client's documents lie; on a phone, one field to choose it from. */
export function FolderTree({ client, folders, place, onPlace }: Props) {
  const { client: word } = useWords();
  const line = ({ place: of, title, icon }: Standing) => (
    <li key={of}>
      <UnstyledButton
        className={classes.place}
        aria-current={of === place ? 'page' : undefined}
        onClick={() => onPlace(of)}
      >
        {icon}
        <span>{title}</span>
      </UnstyledButton>
    </li>
  );
  const chosen = (value: string | null) => value !== null && onPlace(value as Place);
  return (
    <Stack gap="xs" component="nav" aria-label="Folders">
      <Select
        hiddenFrom="sm"
        aria-label="Folder"
        allowDeselect={false}
        data={[
          ...above.map(({ place: value, title: label }) => ({ value, label })),
          ...folders.map((one) => ({ value: placeOf(one), label: one.path.join(' / ') })),
          { value: below.place, label: below.title },
        ]}
        value={place}
        onChange={chosen}
      />
      <Box component="ul" className={classes.places} visibleFrom="sm">
        {above.map(line)}
        {folders.map((folder) => (
          <li key={folder.id} style={{ paddingLeft: (folder.path.length - 1) * 16 }}>
            <UnstyledButton
              className={classes.place}
              aria-current={placeOf(folder) === place ? 'page' : undefined}
              title={`${folder.path.join(' / ')}: ${opennessWords(word.one)[folder.shown].toLowerCase()}`}
              onClick={() => onPlace(placeOf(folder))}
            >
              <IconFolder size={16} aria-hidden />
              <span>{folder.name}</span>
              {folder.shown !== 'firm' && (
                <IconEye size={14} role="img" aria-label={opennessWords(word.one)[folder.shown]} />
              )}
            </UnstyledButton>
          </li>
        ))}
        {line(below)}
      </Box>
      {client.can.edit && <Acts client={client} folders={folders} place={place} onPlace={onPlace} />}
    </Stack>
  );
}

function Acts({ client, folders, place, onPlace }: Props) {
  const { mutate } = useFolderAct(client.id);
  const [isAdding, adding] = useDisclosure();
  const [isChanging, changing] = useDisclosure();
  const [changed, setChanged] = useState<Folder>();
  const { data: trees = [] } = useQuery(treesQuery);
  const here = folders.find((one) => one.id === place);
  const change = (folder: Folder) => {
    setChanged(folder);
    changing.open();
  };
  const grow = (key: string, name: string) =>
    mutate({ grow: key }, { onSuccess: () => tell(`${client.name} has the folders of ${name}`), onError: tellTrouble });
  const removeHere = () =>
    here &&
    mutate(
      { remove: here },
      {
        onSuccess: () => {
          tell(`${here.name} is removed`);
          onPlace('all');
        },
        onError: tellTrouble,
      },
    );
  return (
    <Group gap={4}>
      <Button variant="default" leftSection={<IconFolderPlus size={16} />} onClick={adding.open}>
        New folder
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon size={30} aria-label="More about folders">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {here && <Menu.Item onClick={() => change(here)}>Rename, move or share {here.name}</Menu.Item>}
          {here && <Menu.Item onClick={removeHere}>Remove {here.name}</Menu.Item>}
          {here && <Menu.Divider />}
          <Menu.Label>Add the folders of</Menu.Label>
          {trees.map(({ key, name }) => (
            <Menu.Item key={key} onClick={() => grow(key, name)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FolderDialog client={client} folders={folders} around={here} opened={isAdding} onClose={adding.close} />
      {changed && (
        <FolderDialog
          client={client}
          folders={folders}
          folder={asListed(folders, changed)}
          opened={isChanging}
          onClose={changing.close}
        />
      )}
    </Group>
  );
}
