import { ActionIcon, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './entry-list.module.css';

type Props<Row> = {
  /** What one of them is called. */
  noun: string;
  rows: readonly Row[];
  says: (row: Row) => string;
  isFaulty: (at: number) => boolean;
  make: () => Row;
  onAdd: (row: Row) => void;
  onRemove: (at: number) => void;
  /** The fields of one of them. */
  children: (at: number) => ReactNode;
};

/** Entries, each a line that opens to its fields; a new one, and one in which something is wrong, are open. */
export function EntryList<Row extends { key: string }>({ noun, rows, says, ...props }: Props<Row>) {
  const [open, setOpen] = useState<string>();
  const add = () => {
    const row = props.make();
    props.onAdd(row);
    setOpen(row.key);
  };
  return (
    <Stack gap="xs">
      {rows.map((row, at) => {
        const isOpen = open === row.key || props.isFaulty(at);
        return (
          <Stack key={row.key} gap="xs" className={classes.entry}>
            <Group gap={4} wrap="nowrap">
              <UnstyledButton
                className={classes.line}
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : row.key)}
              >
                <IconChevronDown size={14} aria-hidden style={isOpen ? { rotate: '180deg' } : {}} />
                <Text size="sm" truncate>
                  {says(row)}
                </Text>
              </UnstyledButton>
              <ActionIcon aria-label={`Take ${noun} ${at + 1} away`} onClick={() => props.onRemove(at)}>
                <IconX size={16} />
              </ActionIcon>
            </Group>
            {isOpen && props.children(at)}
          </Stack>
        );
      })}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={add}
      >
        {noun.replace(/^./, (letter) => letter.toUpperCase())}
      </Button>
    </Stack>
  );
}
