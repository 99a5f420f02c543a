import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { tellTrouble } from './notices.ts';

const tenSeconds = 10_000;

/** Says what was done, and takes it back for whoever changes their mind within ten seconds. */
export function tellUndo(message: string, undo: () => Promise<unknown>): void {
  const id = crypto.randomUUID();
  const takeBack = () => {
    notifications.hide(id);
    undo().catch(tellTrouble);
  };
  const says = (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button variant="default" size="compact-sm" onClick={takeBack} style={{ flexShrink: 0 }}>
        Undo
      </Button>
    </Group>
  );
  notifications.show({ id, message: says, color: 'green', autoClose: tenSeconds });
}
