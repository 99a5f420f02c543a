import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { AddFiles } from '../../components/add-files.tsx';
import { useUploads } from '../../lib/uploads.ts';

type Attached = { id: string; name: string };

/** Files that go with what is about to be written. */
export function useAttaching(path: string) {
  const [files, setFiles] = useState<readonly Attached[]>([]);
  return {
    path,
    files,
    add: (file: Attached) => setFiles((all) => [...all, file]),
    drop: (id: string) => setFiles((all) => all.filter((one) => one.id !== id)),
    clear: () => setFiles([]),
    documentIds: files.map(({ id }) => id),
    isGoing: useUploads(path).some(({ step }) => step !== 'failed'),
  };
}

export function Attaching({ path, files, add, drop }: ReturnType<typeof useAttaching>) {
  return (
    <Stack gap={4}>
      <AddFiles isAside path={path} onCame={() => {}} onSent={add} />
      {files.length > 0 && (
        <Stack gap={2} role="list" aria-label="Files that go with it">
          {files.map(({ id, name }) => (
            <Group key={id} role="listitem" gap="xs" wrap="nowrap">
              <Text size="sm" truncate>
                {name}
              </Text>
              <CloseButton size="sm" aria-label={`Leave out ${name}`} onClick={() => drop(id)} />
            </Group>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
