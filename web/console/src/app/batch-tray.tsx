import { ActionIcon, Group, Paper, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { BatchProgress } from '../components/batch-progress.tsx';
import { forgetBatch, useWatched } from '../lib/batches.ts';
import classes from './batch-tray.module.css';

/** Long work that this browser started, wherever one has gone since. */
export function BatchTray() {
  const ids = useWatched();
  if (ids.length === 0) return null;
  return (
    <Stack gap={8} className={classes.tray} component="section" aria-label="Long work">
      {ids.map((id) => (
        <Paper key={id} withBorder shadow="sm" p="sm">
          <Group wrap="nowrap" align="flex-start" gap="xs">
            <div className={classes.progress}>
              <BatchProgress id={id} isSmall />
            </div>
            <ActionIcon size="sm" aria-label="Put this away" onClick={() => forgetBatch(id)}>
              <IconX size={14} />
            </ActionIcon>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
