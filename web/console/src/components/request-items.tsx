import { Button, Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import type { Values } from '../lib/request-form.ts';
import { freshItem } from '../lib/request-item-form.ts';
import { ItemFields } from './request-item-fields.tsx';

/** All that is asked, one below the other, and one more. */
export function RequestItems({ form }: { form: UseFormReturnType<Values> }) {
  const { items } = form.values;
  return (
    <Stack gap="sm">
      {items.map(({ key }, at) => (
        <ItemFields key={key} form={form} at={at} mayRemove={items.length > 1} />
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => form.insertListItem('items', freshItem(items.at(-1)?.kind))}
        >
          Ask for one more thing
        </Button>
      </Group>
    </Stack>
  );
}
