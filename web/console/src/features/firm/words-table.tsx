import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { useIsLead } from '../../lib/me.ts';
import type { WordedLine } from './own-words.ts';

/** Whose words they are. */
export const wordsColumn: Column<WordedLine> = {
  key: 'words',
  title: 'Words',
  width: 150,
  render: ({ own, changedAt, notYet }) =>
    own ? (
      <>Yours, {changedAt && <Day of={changedAt} />}</>
    ) : (
      <Text span size="sm" c="dimmed" title={notYet}>
        {notYet === undefined ? 'As shipped' : 'Not sent yet'}
      </Text>
    ),
  order: ({ own }) => (own ? 0 : 1),
};

type Props<Line> = {
  label: string;
  says: string;
  rows: readonly Line[];
  columns: readonly Column<Line>[];
  onOpen: (line: Line) => void;
  /** What the firm can add of its own. */
  adds: string;
  adding: (onClose: () => void) => ReactNode;
};

/** All that the firm can put into its own words, and whose words each has. */
export function WordsTable<Line extends WordedLine>({ says, adds, adding, ...table }: Props<Line>) {
  const isLead = useIsLead();
  const [isAdding, { open, close }] = useDisclosure();
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text c="dimmed" size="sm">
          {says}
        </Text>
        {isLead && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={open}>
            {adds}
          </Button>
        )}
      </Group>
      <RowTable {...table} idOf={({ key }) => key} />
      {isAdding && adding(close)}
    </Stack>
  );
}
