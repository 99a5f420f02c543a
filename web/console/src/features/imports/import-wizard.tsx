import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '../../lib/problem.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { DropFile } from './drop-file.tsx';
import { PreviewTable } from './preview-table.tsx';
import { type Asked, fileOf, useImport, usePreview } from './requests.ts';
import { sourceWords } from './words.ts';

const clients = (count: number) => (count === 1 ? '1 client' : `${count} clients`);

function sayImport({ create, update }: { create: number; update: number }): string {
  if (create + update === 0) return 'Nothing to change';
  if (create === 0) return `Change ${clients(update)}`;
  return update === 0 ? `Add ${clients(create)}` : `Add ${clients(create)}, change ${update}`;
}

/** A file, then what would come of each row, then the import: nothing happens before the last. */
export function ImportWizard() {
  const [asked, setAsked] = useState<Asked>();
  const preview = usePreview();
  const start = useImport();
  const navigate = useNavigate();

  const look = (next: Asked) => {
    setAsked(next);
    preview.mutate(next);
  };
  const begin = () =>
    start.mutate(asked!, {
      onSuccess: ({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id } }),
    });
  const forget = () => {
    setAsked(undefined);
    preview.reset();
  };
  const error = preview.error ?? start.error;
  const { data } = preview;

  return (
    <Stack gap="md">
      {!data && <DropFile isBusy={preview.isPending} onFile={async (file) => look({ file: await fileOf(file) })} />}
      {error && (
        <Alert color="red" role="alert" title="This file could not be read">
          {messageOf(error)}
        </Alert>
      )}
      {data && asked && (
        <>
          <Group justify="space-between">
            <Text>
              <Text span fw={500}>
                {asked.file.name}
              </Text>
              , read as {sourceWords[data.source]}. Nothing is imported yet.
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={forget}>
                Take another file
              </Button>
              <Button
                loading={start.isPending}
                disabled={data.counts.create + data.counts.update === 0}
                onClick={begin}
              >
                {sayImport(data.counts)}
              </Button>
            </Group>
          </Group>
          <ColumnMapping
            columns={data.columns}
            isBusy={preview.isPending}
            onChange={(heading, target) =>
              look({ ...asked, mapping: { ...asked.mapping, [heading]: target } as NonNullable<Asked['mapping']> })
            }
          />
          <PreviewTable preview={data} isStale={preview.isPending} />
        </>
      )}
    </Stack>
  );
}
