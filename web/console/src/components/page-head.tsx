import { Group, type GroupProps, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from '../lib/me.ts';

type Props = Pick<GroupProps, 'mb'> & { title: string; beside?: ReactNode; children?: ReactNode };

/** Title, what is beside it, and the one main action; the tab of the browser has the same name. */
export function PageHead({ title, beside, children, mb }: Props) {
  usePageTitle(title);
  return (
    <Group justify="space-between" align="center" gap="xs" mih={36} mb={mb}>
      <Group gap="sm" miw={0}>
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {beside}
      </Group>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
