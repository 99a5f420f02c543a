import { Alert, Button, Group, List, Text } from '@mantine/core';
import type { Overtaken } from '../lib/overtaken.ts';
import { sayField, useSayValue } from './changes.tsx';

/** Where a colleague changed the same as what is typed: what they wrote, and whose it shall be. */
export function OvertakenAlert({ of: { clashes, keepMine, takeTheirs } }: { of: Overtaken }) {
  const say = useSayValue();
  if (clashes.length === 0) return null;
  return (
    <Alert color="yellow" role="alert" p="xs" title="Someone else changed this meanwhile">
      <Text size="sm">What you typed is still here. They wrote:</Text>
      <List size="sm" my={4}>
        {clashes.map(({ name, theirs }) => (
          <List.Item key={name} style={{ overflowWrap: 'anywhere' }}>
            {sayField(name)}: {say(theirs)}
          </List.Item>
        ))}
      </List>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={keepMine}>
          Keep what I typed
        </Button>
        <Button size="compact-sm" variant="default" onClick={takeTheirs}>
          Take what they wrote
        </Button>
      </Group>
    </Alert>
  );
}
