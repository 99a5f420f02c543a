import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Title, what is beside it, and the one main action. */
export function PageHead({ title, beside, children }: { title: string; beside?: ReactNode; children?: ReactNode }) {
  return (
    <Group justify="space-between" align="center" gap="xs" mb="md" mih={36}>
      <Group gap="sm" miw={0}>
        <Title order={1}>{title}</Title>
        {beside}
      </Group>
      <Group gap="xs" wrap="nowrap">
        {children}
      </Group>
    </Group>
  );
}
