import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '../../lib/problem.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { DropFile } from './drop-file.tsx';
import { HeadingRow } from './heading-row.tsx';
import { PreviewTable } from './preview-table.tsx';
import { type Kind, kinds } from './kinds.ts';
import { type Asked, fileOf, type Of, type Preview, useImport, usePreview } from './requests.ts';
import { sourceWords } from './words.ts';

function sayImport({ create, update }: { create: number; update: number }, { one, many }: Kind): string {
  const counted = (count: number) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  if (create + update === 0) return 'Nothing to change';
  if (create === 0) return `Change ${counted(update)}`;
  return update === 0 ? `Add ${counted(create)}` : `Add ${counted(create)}, change ${update}`;
}

/** A file, then what would come of each row, then the import: nothing happens before the last. */
export function ImportWizard({ of }: { of: Of }) {
  const kind = kinds[of];
  const [asked, setAsked] = useState<Asked>();
  // What was shown last stays while the next look is on its way.
  const [shown, setShown] = useState<{ asked: Asked; preview: Preview }>();
  const preview = usePreview(of);
  const start = useImport(of);
  const navigate = useNavigate();

  const look = (next: Asked) => {
    setAsked(next);
    preview.mutate(next, {
      onSuccess: (told) => setShown({ asked: next, preview: told }),
      onError: () => setAsked(shown?.asked),
    });
  };
  const begin = () =>
    start.mutate(asked!, {
      onSuccess: ({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id } }),
    });
  const forget = () => {
    setAsked(undefined);
    setShown(undefined);
    start.reset();
    preview.reset();
  };
  const error = preview.error ?? start.error;
  const data = shown?.preview;

  return (
    <Stack gap="md">
      {!data && (
        <DropFile
          says={kind.drop}
          isBusy={preview.isPending}
          onFile={async (file) => look({ file: await fileOf(file) })}
        />
      )}
      {error && (
        <Alert color="red" role="alert" title={data ? 'That was not taken' : 'This file could not be read'}>
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
              , read as {kind.hasSource ? sourceWords[data.source] : kind.readAs}. Nothing is imported yet.
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={forget}>
                Take another file
              </Button>
              <Button
                loading={start.isPending}
                disabled={preview.isPending || data.counts.create + data.counts.update === 0}
                onClick={begin}
              >
                {sayImport(data.counts, kind)}
              </Button>
            </Group>
          </Group>
          <HeadingRow
            preview={data}
            headings={asked.headings}
            onChange={(headings) => look({ file: asked.file, headings })}
          />
          <ColumnMapping
            key={data.headingRow ?? 'none'}
            of={of}
            columns={data.columns.map((column) => ({
              ...column,
              target: asked.mapping?.[column.heading] ?? column.target,
            }))}
            isNeeded={data.fault !== undefined}
            onChange={(heading, target) =>
              look({ ...asked, mapping: { ...asked.mapping, [heading]: target } as NonNullable<Asked['mapping']> })
            }
          />
          {!data.fault && <PreviewTable of={of} preview={data} isStale={preview.isPending} />}
        </>
      )}
    </Stack>
  );
}
