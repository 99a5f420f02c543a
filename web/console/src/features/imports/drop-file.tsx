import { FileButton, Loader, Stack, Text, Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useDropping } from '../../lib/dropping.ts';
import { tellTrouble } from '../../lib/notices.ts';
import classes from './drop-file.module.css';

type Props = { says: string; isBusy: boolean; onFile: (file: File) => Promise<void> };

export function DropFile({ says, isBusy, onFile }: Props) {
  const take = (file: File | null | undefined) => {
    if (file) onFile(file).catch(tellTrouble);
  };
  const dropping = useDropping(([file]) => take(file));
  return (
    <Stack className={classes.place} {...dropping}>
      {isBusy ? <Loader size="sm" /> : <IconFileUpload size={28} stroke={1.5} aria-hidden />}
      <Text ta="center">{says}</Text>
      <FileButton onChange={take} accept=".csv,.txt,text/csv">
        {(props) => (
          <Button variant="default" {...props} disabled={isBusy}>
            Choose a file
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed">
        You see what would happen to each row before anything does.
      </Text>
    </Stack>
  );
}
